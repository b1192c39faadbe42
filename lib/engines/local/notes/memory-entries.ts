import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";

/**
 * One statement of a memory file: a bullet or numbered step with all that hangs on it, a paragraph, a `key: value` line, a
 * row of a table, a field of the front matter, a line of a JSON lines file. Lines count from 1; the entry covers
 * [startLine, endLine], both included.
 */
export type MemoryEntry = {
  path: string;
  startLine: number;
  endLine: number;
  kind: "bullet" | "paragraph" | "pair" | "step" | "row" | "field" | "json";
  /** The entry's own text without bullet, children and line ends. */
  text: string;
  /** True when the own text stands on one line, so that something may be appended to it. */
  isOneLine: boolean;
  /** Normalised text with its children: equal key, same statement. */
  key: string;
  /** Headings and labels above the entry, outermost first. */
  headings: string[];
  /** With a row: the cells of the table's head. */
  columns: string[] | null;
};

/** Kinds of entries that a dream may merge or mark; the others repeat on purpose, or have a form that a mark would break. */
export function isNote({ kind }: MemoryEntry): boolean {
  return kind === "bullet" || kind === "paragraph" || kind === "pair";
}

const BULLET = /^( {0,3})([-*+•])\s+(\S.*)$/;
const ORDERED = /^ {0,3}(\d{1,9}[.)])\s+(\S.*)$/;
const ROW = /^\s{0,3}\|/;
const DELIMITER = /^\s{0,3}\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const FENCE = /^\s*(?:[-*+•]\s+)?(`{3,}|~{3,})/;
const RULE = /^ {0,3}(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}$/;
const PAIR = /^[\p{L}][\p{L}\p{N} _./-]{0,40}:\s+\S/u;
/** More words than this after the key make a sentence, not a value. */
const VALUE_WORDS_MAX = 5;
const LABEL = /^(?:\*\*[^*]+\*\*:?|__[^_]+__:?|[^.!?]{1,80}:)$/;

/** Files whose text is prose or lists; all others are read as one block. */
export function isProse(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 || /^\.(?:md|markdown|mdx|txt)$/i.test(name.slice(dot));
}

/** `owner: team-sre`: says something only together with the place where it stands. */
function isPair(text: string): boolean {
  return (
    PAIR.test(text) &&
    text
      .slice(text.indexOf(":") + 1)
      .trim()
      .split(/\s+/).length <= VALUE_WORDS_MAX
  );
}

type Cursor = {
  path: string;
  lines: string[];
  at: number;
  headings: { level: number; text: string }[];
  label: string | null;
};

function isPlain(line: string | undefined): line is string {
  if (line === undefined || line.trim() === "" || /^(?: {4}|\t| {0,3}>)/.test(line) || /^\s*\|/.test(line))
    return false;
  return ![BULLET, ORDERED, HEADING, FENCE, RULE].some((pattern) => pattern.test(line)) && !/^\s*<!--/.test(line);
}

/** Index after a block that is left alone: front matter, fence, comment. Unclosed, it reaches to the end. */
function skipUntil(lines: string[], at: number, isEnd: (line: string) => boolean): number {
  const end = lines.findIndex((line, index) => index > at && isEnd(line));
  return end < 0 ? lines.length : end + 1;
}

function skipOpaque(cursor: Cursor): number | null {
  const { lines, at } = cursor;
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return skipUntil(lines, at, (end) => end.trim().startsWith(fence));
  if (!/^\s*<!--/.test(line)) return null;
  return line.includes("-->") ? at + 1 : skipUntil(lines, at, (end) => end.includes("-->"));
}

/** Index after a list item: everything indented below it, and lines that lazily continue its text. */
function endOfItem(lines: string[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const isIndented = /^(?: {2,}|\t)/.test(line);
    const isLazy = at === end && isPlain(line);
    if (!isIndented && !isLazy) break;
    end = at + 1;
  }
  return end;
}

function headingsOf(cursor: Cursor): string[] {
  const texts = cursor.headings.map((heading) => heading.text);
  return cursor.label === null ? texts : [...texts, cursor.label];
}

function entryOf(
  cursor: Cursor,
  kind: MemoryEntry["kind"],
  range: [number, number],
  own: string[],
  below: string[],
): MemoryEntry {
  const text = own.map((line) => line.trim()).join(" ");
  const children = below
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, indent = "", body = ""] = /^(\s*)(.*)$/.exec(line) ?? [];
      return `\n${indent.length}:${normaliseNote(body.replace(/^[-*+•]\s+/, ""))}`;
    });
  return {
    path: cursor.path,
    startLine: range[0] + 1,
    endLine: range[1],
    kind: kind !== "step" && isPair(readStamp(text).body) ? "pair" : kind,
    text,
    isOneLine: own.length === 1,
    key: normaliseNote(text) + children.join(""),
    headings: headingsOf(cursor),
    columns: null,
  };
}

/** An entry of one line whose form has no room for marks. */
function lineEntry(cursor: Cursor, kind: MemoryEntry["kind"], line: number, text: string): MemoryEntry {
  const place = { path: cursor.path, startLine: line + 1, endLine: line + 1, headings: headingsOf(cursor) };
  return { ...place, kind, text, isOneLine: true, key: normaliseNote(text), columns: null };
}

function readFrontMatter(cursor: Cursor): MemoryEntry[] {
  const end = skipUntil(cursor.lines, 0, (line) => /^(?:---|\.\.\.)\s*$/.test(line));
  cursor.at = end;
  return cursor.lines
    .slice(1, end)
    .flatMap((line, index) => (PAIR.test(line) ? [lineEntry(cursor, "field", index + 1, line.trim())] : []));
}

function cellsOf(row: string): string[] {
  const bare = row.trim().replace(/^\||(?<!\\)\|$/g, "");
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** Rows below the delimiter; lines with bars but without one are no table. */
function readTable(cursor: Cursor): MemoryEntry[] {
  const start = cursor.at;
  let end = start + 1;
  while (ROW.test(cursor.lines[end] ?? "")) end += 1;
  cursor.at = end;
  if (!DELIMITER.test(cursor.lines[start + 1] ?? "")) return [];
  const columns = cellsOf(cursor.lines[start] ?? "");
  return cursor.lines.slice(start + 2, end).map((row, index) => ({
    ...lineEntry(cursor, "row", start + 2 + index, cellsOf(row).join(" | ")),
    columns,
  }));
}

function readStep(cursor: Cursor): MemoryEntry[] {
  const start = cursor.at;
  const end = endOfItem(cursor.lines, start);
  cursor.at = end;
  const text = ORDERED.exec(cursor.lines[start] ?? "")?.[2] ?? "";
  return [entryOf(cursor, "step", [start, end], [text], cursor.lines.slice(start + 1, end))];
}

function readBullet(cursor: Cursor): MemoryEntry[] {
  const start = cursor.at;
  const end = endOfItem(cursor.lines, start);
  cursor.at = end;
  const body = cursor.lines.slice(start + 1, end);
  if (body.some((line) => FENCE.test(line))) return [];
  const ownEnd = body.findIndex((line) => line.trim() === "" || /^\s*(?:[-*+•]|\d+[.)])\s/.test(line));
  const own = ownEnd < 0 ? body : body.slice(0, ownEnd);
  const first = BULLET.exec(cursor.lines[start] ?? "")?.[3] ?? "";
  return [entryOf(cursor, "bullet", [start, end], [first, ...own], ownEnd < 0 ? [] : body.slice(ownEnd))];
}

function readParagraph(cursor: Cursor): MemoryEntry[] {
  const start = cursor.at;
  let end = start + 1;
  while (isPlain(cursor.lines[end])) end += 1;
  cursor.at = end;
  const own = cursor.lines.slice(start, end);
  cursor.label = null;
  if (/^ {0,3}(?:=+|-+)\s*$/.test(own.at(-1) ?? "") || /^ {0,3}-+\s*$/.test(cursor.lines[end] ?? "")) {
    cursor.headings = [{ level: 1, text: own.join(" ") }];
    return [];
  }
  if (own.length === 1 && LABEL.test(own[0]?.trim() ?? "")) {
    cursor.label = own[0]?.trim() ?? null;
    return [];
  }
  if (own.every((line) => PAIR.test(line) && readStamp(line).at === null)) {
    return own.map((line, index) => entryOf(cursor, "pair", [start + index, start + index + 1], [line], []));
  }
  const starts = own.flatMap((line, index) => (index === 0 || readStamp(line.trim()).at !== null ? [index] : []));
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? own.length;
    return entryOf(cursor, "paragraph", [start + from, start + to], own.slice(from, to), []);
  });
}

function readHeading(cursor: Cursor, match: RegExpExecArray): void {
  const level = match[1]?.length ?? 1;
  cursor.headings = [...cursor.headings.filter((heading) => heading.level < level), { level, text: match[2] ?? "" }];
  cursor.label = null;
  cursor.at += 1;
}

/** The entries that begin at the cursor, which moves behind them. */
function readNext(cursor: Cursor): MemoryEntry[] {
  const line = cursor.lines[cursor.at] ?? "";
  const afterOpaque = skipOpaque(cursor);
  const heading = HEADING.exec(line);
  if (afterOpaque !== null) cursor.at = afterOpaque;
  else if (heading) readHeading(cursor, heading);
  else if (ORDERED.test(line)) return readStep(cursor);
  else if (ROW.test(line)) return readTable(cursor);
  else if (RULE.test(line)) cursor.at += 1;
  else if (BULLET.test(line)) return readBullet(cursor);
  else if (isPlain(line)) return readParagraph(cursor);
  else cursor.at += 1;
  return [];
}

/** The entries of a memory file, in order. Headings, quotations, code and comments are none. */
export function parseEntries(path: string, content: string): MemoryEntry[] {
  const cursor: Cursor = { path, lines: splitLines(content).map(lineText), at: 0, headings: [], label: null };
  if (/\.(?:jsonl|ndjson)$/i.test(path)) {
    return cursor.lines.flatMap((line, index) =>
      line.trim().startsWith("{") ? [lineEntry(cursor, "json", index, line.trim())] : [],
    );
  }
  if (!isProse(path)) return [];
  const entries: MemoryEntry[] = /^---\s*$/.test(cursor.lines[0] ?? "") ? readFrontMatter(cursor) : [];
  while (cursor.at < cursor.lines.length) entries.push(...readNext(cursor));
  return entries;
}
