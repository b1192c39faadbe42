import { type JsonNode, readJsonAt } from "@/lib/engines/local/fact-json";

type Member = Extract<JsonNode, { type: "object" }>["members"][number];
/** Data in a text: nested as it stands, rows of tables and lines as flat objects. `isLog`: a line of its own time. */
export type FactBlock = { node: JsonNode; isLog: boolean };

/** What is beyond this in one answer is not read. */
const TEXT_CHARACTERS_MAX = 200_000;
const LINE_CHARACTERS_MAX = 2000;
const COLUMNS_MAX = 40;
/** An attempt that fails may have looked at the whole rest of the text. */
const JSON_FAILURES_MAX = 20;
const JSON_START = /^\s*(?:[A-Za-z][\w ]{0,40}:\s*)?(?=[[{])/;
const PAIR_LINE = /^(\s*(?:[-*]\s+)?)((?:\*\*)?[A-Za-z][\w .\-/]{0,40}?(?:\*\*)?)\s*:(?:\*\*)?\s+(\S.*)$/;
const LOG_PAIR = /([A-Za-z][\w.-]{0,40})=("(?:[^"\\]|\\.){0,200}"|[^\s",;]{1,200})/g;

const scalar = (text: string, start: number): JsonNode => ({
  type: "scalar",
  start,
  end: start + text.length,
  value: text,
  raw: text,
});

const objectOf = (members: Member[]): JsonNode => ({
  type: "object",
  start: members[0]?.keyStart ?? 0,
  end: members.at(-1)?.value.end ?? 0,
  members,
});

type Line = { text: string; start: number };

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line.replace(/\r$/, ""), start });
    start += line.length + 1;
  }
  return lines;
}

/** The cells of a table row with their places; null when the line is no row. */
function cellsOf(line: Line, separator: "|" | ","): Line[] | null {
  if (!line.text.includes(separator) || line.text.length > LINE_CHARACTERS_MAX) return null;
  const cells: Line[] = [];
  let at = 0;
  for (const part of line.text.split(separator)) {
    const lead = part.length - part.trimStart().length;
    cells.push({ text: part.trim().replace(/^"(.*)"$/, "$1"), start: line.start + at + lead });
    at += part.length + 1;
  }
  const inner = separator === "|" ? cells.slice(cells[0]?.text === "" ? 1 : 0) : cells;
  return separator === "|" && inner.at(-1)?.text === "" ? inner.slice(0, -1) : inner;
}

const HEADER_CELL = /^[A-Za-z][\w %()./-]{0,40}$/;

/** A Markdown table (header, rule, rows) or CSV (header, rows of as many cells, at least two columns). */
function readTable(lines: Line[], from: number): { rows: JsonNode[]; next: number } | null {
  const line = lines[from];
  if (!line) return null;
  const isRule = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*){0,40}\|?\s*$/.test(lines[from + 1]?.text ?? "");
  const separator = isRule ? "|" : ",";
  const header = cellsOf(line, separator);
  if (!header || header.length < 2 || header.length > COLUMNS_MAX) return null;
  if (!header.every((cell) => HEADER_CELL.test(cell.text))) return null;
  if (!isRule && header.some((cell) => /\s/.test(cell.text))) return null;
  const rows: JsonNode[] = [];
  let next = from + (isRule ? 2 : 1);
  for (; next < lines.length; next += 1) {
    const cells = cellsOf(lines[next] ?? line, separator);
    if (!cells || cells.length !== header.length) break;
    const members = cells.map((cell, index) => {
      const key = header[index]?.text ?? "";
      return { key, keyStart: cell.start, value: scalar(cell.text, cell.start) };
    });
    rows.push(objectOf(members));
  }
  return rows.length === 0 ? null : { rows, next };
}

/** Consecutive `key: value` lines are one thing. */
function readPairs(lines: Line[], from: number): { node: JsonNode; next: number } | null {
  const members: Member[] = [];
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const match = line && line.text.length <= LINE_CHARACTERS_MAX ? PAIR_LINE.exec(line.text) : null;
    if (!line || !match) break;
    const [, lead = "", key = "", value = ""] = match;
    const start = line.start + line.text.length - value.length;
    members.push({
      key: key.replace(/\*/g, ""),
      keyStart: line.start + lead.length,
      value: scalar(value.trimEnd(), start),
    });
  }
  return members.length === 0 ? null : { node: objectOf(members), next };
}

function readLogLine(line: Line): JsonNode | null {
  if (line.text.length > LINE_CHARACTERS_MAX || !line.text.includes("=")) return null;
  const members: Member[] = [];
  for (const match of line.text.matchAll(LOG_PAIR)) {
    const [whole, key = "", value = ""] = match;
    const start = line.start + match.index + whole.length - value.length;
    const inner = value.replace(/^"(.*)"$/, "$1");
    members.push({ key, keyStart: line.start + match.index, value: scalar(inner, start + (inner === value ? 0 : 1)) });
  }
  return members.length < 2 ? null : objectOf(members);
}

/** What begins in a line that is no JSON: rows of a table, a line of a log, a run of pairs. */
function readLines(lines: Line[], at: number, line: Line): { blocks: FactBlock[]; next: number } {
  const table = readTable(lines, at);
  if (table) return { blocks: table.rows.map((node) => ({ node, isLog: false })), next: table.next };
  const log = readLogLine(line);
  if (log) return { blocks: [{ node: log, isLog: true }], next: at + 1 };
  const pairs = readPairs(lines, at);
  return pairs ? { blocks: [{ node: pairs.node, isLog: false }], next: pairs.next } : { blocks: [], next: at + 1 };
}

/** All data in a text: JSON, Markdown tables, CSV, `key: value` blocks, log lines of `key=value`. Linear in the text. */
export function readFactBlocks(given: string): FactBlock[] {
  const text = given.length > TEXT_CHARACTERS_MAX ? given.slice(0, TEXT_CHARACTERS_MAX) : given;
  const lines = linesOf(text);
  const blocks: FactBlock[] = [];
  let failures = 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const json = failures > JSON_FAILURES_MAX ? null : JSON_START.exec(line.text);
    const node = json ? readJsonAt(text, line.start + json[0].length) : null;
    if (json && !node) failures += 1;
    if (node) {
      blocks.push({ node, isLog: false });
      while (at < lines.length && (lines[at]?.start ?? 0) < node.end) at += 1;
      continue;
    }
    const read = readLines(lines, at, line);
    blocks.push(...read.blocks);
    at = read.next;
  }
  return blocks;
}
