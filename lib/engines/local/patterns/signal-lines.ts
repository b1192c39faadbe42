import { fieldsOfPairs } from "@/lib/engines/local/patterns/signal-fields";
import { nameSignal, type SignalName } from "@/lib/engines/local/patterns/signal-name";
import { readRecords, type SignalRecord } from "@/lib/engines/local/patterns/signal-records";
import { blockRecords, tableRecords } from "@/lib/engines/local/patterns/signal-tables";
import { type FoundTime, findFullTime, findLineTime, timeOfValue } from "@/lib/engines/local/patterns/signal-time";

/** A thing with a time; `quote` stands in the text it was read from. */
export type TextSignal = SignalName & { ms: number; quote: string };

const TEXT_CHARACTERS_MAX = 4_000_000;
const LINES_MAX = 50_000;
const LINE_CHARACTERS_MAX = 2000;
const QUOTE_CHARACTERS_MAX = 200;
/** What reading tools and searches put before a line: its number, the name of its file. */
const READING_PREFIX = /^\s*(?:(?!\[?\d\d\/)[^\s:]{1,200}\/[^\s:]{1,200}:)?(?:\d{1,7}[:→\t]\s?)?/;
/** A folder listing: its times tell when somebody saved a file. */
const LISTING = /^[-dlbcps][rwxsStT-]{9}[+.@]?\s/;
const LOGFMT_MESSAGE = /(?:^|\s)(?:msg|message|event)=(?:"([^"]{1,300})"|(\S{1,300}))/;
const EPOCH_PAIR = /(?:^|\s)(?:time|ts|at|timestamp)=(\d{10}(?:\.\d{1,9})?|\d{13})(?=\s|$)/;
/** An `at=` or `time=` before a time, a bracket around it. */
const TIME_LABEL = /(?:[\w@]{0,20}(?:time|ts|at|date|timestamp)"?\s?[=:]\s?)?["'[(]?$/i;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // An ordinary text that starts like JSON.
  }
}

/** The JSON of a text, alone or after a line or two of words; undefined when there is none. */
function jsonIn(text: string): unknown {
  const start = /^\s*[[{]/m.exec(text);
  if (!start) return undefined;
  const end = Math.max(text.lastIndexOf("]"), text.lastIndexOf("}"));
  return end > start.index ? parseJson(text.slice(start.index, end + 1)) : undefined;
}

/** The piece of JSON text around a record's time: its object when that is short and on one line, else the line. */
function pieceAround(whole: string, place: number): string {
  // A window, because a long JSON text may be one line.
  const from = Math.max(0, place - 2 * QUOTE_CHARACTERS_MAX);
  const text = whole.slice(from, place + 2 * QUOTE_CHARACTERS_MAX);
  const at = place - from;
  const open = text.lastIndexOf("{", at);
  const close = text.indexOf("}", at);
  const isNear = open >= 0 && close >= 0 && close - open < QUOTE_CHARACTERS_MAX;
  const piece = isNear ? text.slice(open, close + 1) : "";
  if (piece !== "" && !piece.includes("\n")) return piece;
  const lineStart = text.lastIndexOf("\n", at) + 1;
  const lineEnd = text.indexOf("\n", at);
  const start = Math.max(lineStart, at - QUOTE_CHARACTERS_MAX / 2);
  return text.slice(start, Math.min(lineEnd < 0 ? text.length : lineEnd, start + QUOTE_CHARACTERS_MAX)).trim();
}

function quotedRecords(text: string, records: SignalRecord[]): TextSignal[] {
  let cursor = 0;
  return records.map(({ name, source, ms, title, timeText }) => {
    const found = text.indexOf(timeText, cursor);
    if (found >= 0) cursor = found + timeText.length;
    return { name, source, ms, quote: found >= 0 ? pieceAround(text, found) : title };
  });
}

function lineSignal(line: string, near: number | null): TextSignal | null {
  const bare = line.replace(READING_PREFIX, "");
  if (LISTING.test(bare)) return null;
  if (bare.startsWith("{")) {
    const json = parseJson(bare);
    const [record] = readRecords(json);
    if (json !== undefined && !record) return null;
    if (record)
      return { name: record.name, source: record.source, ms: record.ms, quote: bare.slice(0, QUOTE_CHARACTERS_MAX) };
  }
  const [paired] = LOGFMT_MESSAGE.test(bare) ? [] : readRecords(fieldsOfPairs(bare));
  if (paired)
    return { name: paired.name, source: paired.source, ms: paired.ms, quote: bare.slice(0, QUOTE_CHARACTERS_MAX) };
  const time = findLineTime(bare, near) ?? pairedTime(bare);
  if (!time) return null;
  const before = bare.slice(0, time.start).replace(TIME_LABEL, "");
  const after = bare.slice(time.end).replace(/^["'\])]/, "");
  const message = LOGFMT_MESSAGE.exec(after);
  const whole = nameSignal(`${before} ${after}`);
  const named = message ? nameSignal(message[1] ?? message[2] ?? "") : whole;
  if (!named) return null;
  const start = Math.max(0, Math.min(time.start, bare.length - QUOTE_CHARACTERS_MAX));
  const quote = bare.slice(start > 100 ? start : 0).slice(0, QUOTE_CHARACTERS_MAX);
  return { name: named.name, source: named.source ?? whole?.source ?? null, ms: time.ms, quote };
}

/** The time of a line of `key=value` pairs that tells it in seconds or milliseconds since 1970. */
function pairedTime(line: string): FoundTime | null {
  const match = EPOCH_PAIR.exec(line);
  const ms = match ? timeOfValue(match[1]) : null;
  return match && ms !== null ? { ms, start: match.index, end: match.index + match[0].length } : null;
}

/** Records that take several cells or lines, and the lines that are left. */
function structured(lines: string[]): { signals: TextSignal[]; taken: Set<number> } {
  const [table, block] = [tableRecords(lines), blockRecords(lines)];
  const signals = [...table.records, ...block.records.filter(({ line }) => !table.taken.has(line))].map(
    ({ record: { name, source, ms }, line }) => ({
      name,
      source,
      ms,
      quote: (lines[line] ?? "").trim().slice(0, QUOTE_CHARACTERS_MAX),
    }),
  );
  return { signals, taken: new Set([...table.taken, ...block.taken]) };
}

/**
 * The things with a time in a text: records of its JSON, else of its tables, blocks and lines (log, JSON, `key=value`). `near` is when the
 * text was seen, for lines that tell only a clock; null when nothing is known.
 */
export function readTextSignals(whole: string, near: number | null): TextSignal[] {
  const text = whole.slice(0, TEXT_CHARACTERS_MAX);
  const json = jsonIn(text);
  if (json !== undefined) return quotedRecords(text, readRecords(json));
  const lines = text.split(/\r?\n/, LINES_MAX).map((line) => (line.length > LINE_CHARACTERS_MAX ? "" : line));
  const { signals, taken } = structured(lines);
  let day = near;
  for (const [index, line] of lines.entries()) {
    if (taken.has(index) || !/\d\d:\d\d|\d{10}/.test(line)) continue;
    const signal = lineSignal(line, day);
    if (signal) signals.push(signal);
    day = findFullTime(line)?.ms ?? day;
  }
  return signals;
}
