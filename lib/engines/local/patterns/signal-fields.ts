/** A record written as text: its keys as they stand, and once more in lower case with `_` for blanks. */
export type TextFields = Record<string, string>;

const PAIRS_MAX = 40;
const CELLS_MAX = 40;
const KEY = /(?:^|[\s,;|[{(])([A-Za-z_@][\w.@-]{0,40})=/g;
const BLOCK_LINE = /^\s{0,8}(?:[-*]\s)?["*]{0,2}([A-Za-z_@][\w .@-]{0,30}?)["*]{0,2}:\s["*]{0,2}\s?(\S.{0,400})$/;

const bare = (value: string) =>
  value
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim();

function put(fields: TextFields, key: string, value: string): void {
  const plain = bare(value);
  fields[key] ??= plain;
  fields[key.toLowerCase().replace(/ /g, "_")] ??= plain;
}

/** The `key=value` pairs of a line, with or without quotes; null below two. A value without quotes ends before the next key. */
export function fieldsOfPairs(line: string): TextFields | null {
  const found: { key: string; from: number; start: number; end: number | null }[] = [];
  KEY.lastIndex = 0;
  for (let match = KEY.exec(line); match && found.length < PAIRS_MAX; match = KEY.exec(line)) {
    const from = KEY.lastIndex;
    const mark = line[from];
    const close = mark === '"' || mark === "'" ? line.indexOf(mark, from + 1) : -1;
    found.push({ key: match[1] ?? "", from, start: match.index, end: close < 0 ? null : close + 1 });
    if (close >= 0) KEY.lastIndex = close + 1;
  }
  if (found.length < 2) return null;
  const fields: TextFields = Object.create(null) as TextFields;
  found.forEach(({ key, from, end }, index) => {
    put(fields, key, line.slice(from, end ?? found[index + 1]?.start ?? line.length));
  });
  return fields;
}

/** The cells of a line of a table; a quoted cell may hold the separator. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length && cells.length < CELLS_MAX; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (at < line.length && (isQuoted || line[at] !== separator)) continue;
    cells.push(bare(line.slice(start, at)).replaceAll('""', '"'));
    start = at + 1;
  }
  return cells;
}

/** The cells of a table's line under the names of its head; null when their numbers differ. */
export function fieldsOfCells(head: string[], cells: string[]): TextFields | null {
  if (head.length !== cells.length) return null;
  const fields: TextFields = Object.create(null) as TextFields;
  head.forEach((key, index) => {
    if (key !== "") put(fields, key, cells[index] ?? "");
  });
  return fields;
}

/** A line `key: value` of a block that tells one record; null for every other line. */
export function blockPair(line: string): { key: string; value: string } | null {
  const match = BLOCK_LINE.exec(line);
  return match ? { key: match[1] ?? "", value: match[2] ?? "" } : null;
}

/** A record of the pairs of a block. */
export function fieldsOfBlock(pairs: { key: string; value: string }[]): TextFields {
  const fields: TextFields = Object.create(null) as TextFields;
  for (const { key, value } of pairs.slice(0, PAIRS_MAX)) put(fields, key, value);
  return fields;
}
