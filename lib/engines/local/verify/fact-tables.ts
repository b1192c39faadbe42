import type { FactLine } from "@/lib/engines/local/verify/fact-lines";
import { type ObjectNode, objectNode, scalarNode } from "@/lib/engines/local/verify/fact-nodes";

/** The rows of a table as objects of their columns; `next` is the index of the first line after it. */
export type FactTable = { rows: ObjectNode[]; next: number };

const LINE_CHARACTERS_MAX = 2000;
const COLUMNS_MAX = 40;
const HEADER_CELL = /^[A-Za-z][\w %()./-]{0,40}$/;
const BAR_RULE = /^\s*[|+]?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*){0,40}[|+]?\s*$/;
const COLUMN_RULE = /^\s*[-=]{2,}(?:\s+[-=]{2,}){1,40}\s*$/;
const CAPITALS = /^[A-Z][A-Z0-9 _%()./-]{0,40}$/;

/** The cells of a line with their places; null when the line is no row. */
function separatedCells(line: FactLine, separator: "|" | "," | "\t"): FactLine[] | null {
  if (!line.text.includes(separator) || line.text.length > LINE_CHARACTERS_MAX) return null;
  const cells: FactLine[] = [];
  let at = 0;
  for (const part of line.text.split(separator)) {
    const lead = part.length - part.trimStart().length;
    const text = part.trim();
    const inner = text.replace(/^"(.*)"$/, "$1");
    cells.push({ text: inner, start: line.start + at + lead + (inner === text ? 0 : 1) });
    at += part.length + 1;
  }
  if (separator !== "|") return cells;
  const inner = cells.slice(cells[0]?.text === "" ? 1 : 0);
  return inner.at(-1)?.text === "" ? inner.slice(0, -1) : inner;
}

/** The pieces of a line between two spaces or more. */
function spacedCells(line: FactLine): FactLine[] {
  if (line.text.length > LINE_CHARACTERS_MAX) return [];
  return [...line.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    text: match[0],
    start: line.start + match.index,
  }));
}

function isHeader(cells: FactLine[] | null): cells is FactLine[] {
  if (!cells || cells.length < 2 || cells.length > COLUMNS_MAX) return false;
  return (
    cells.every(({ text }) => HEADER_CELL.test(text)) &&
    new Set(cells.map(({ text }) => text.toLowerCase())).size === cells.length
  );
}

function rowOf(header: FactLine[], cells: (FactLine | undefined)[]): ObjectNode {
  return objectNode(
    header.flatMap(({ text: key }, index) => {
      const cell = cells[index];
      return cell && cell.text !== "" ? [{ key, keyStart: cell.start, value: scalarNode(cell.text, cell.start) }] : [];
    }),
  );
}

function separatedRows(lines: FactLine[], from: number, header: FactLine[], separator: "|" | "," | "\t"): FactTable {
  const rows: ObjectNode[] = [];
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const cells = line ? separatedCells(line, separator) : null;
    if (!cells || cells.length !== header.length) break;
    rows.push(rowOf(header, cells));
  }
  return { rows, next };
}

/** A Markdown table, or what database shells print: a head, a rule, rows; a rule may stand above the head, too. */
function barTable(lines: FactLine[], from: number): FactTable | null {
  const at = /^\s*\+-/.test(lines[from]?.text ?? "") ? from + 1 : from;
  const head = lines[at];
  if (!head || !BAR_RULE.test(lines[at + 1]?.text ?? "")) return null;
  const header = separatedCells(head, "|");
  return isHeader(header) ? separatedRows(lines, at + 2, header, "|") : null;
}

/** Rows of as many cells as the head has names: CSV without spaces in its head, or columns set by tabs under capitals. */
function listTable(lines: FactLine[], from: number): FactTable | null {
  const head = lines[from];
  if (!head) return null;
  const byComma = separatedCells(head, ",");
  if (isHeader(byComma) && byComma.every(({ text }) => !/\s/.test(text)))
    return separatedRows(lines, from + 1, byComma, ",");
  const byTab = separatedCells(head, "\t");
  const isHead = isHeader(byTab) && byTab.every(({ text }) => CAPITALS.test(text));
  return isHead ? separatedRows(lines, from + 1, byTab, "\t") : null;
}

/** Each cell under the head that it is flush with on one side; null when one of them is not, or two share a head. */
function alignCells(header: FactLine[], offset: number, line: FactLine): (FactLine | undefined)[] | null {
  const cells = spacedCells(line);
  if (cells.length < 2) return null;
  const row: (FactLine | undefined)[] = header.map(() => undefined);
  for (const cell of cells) {
    const [start, end] = [cell.start - line.start, cell.start - line.start + cell.text.length];
    const index = header.findIndex((head) => {
      const at = head.start - offset;
      return at === start || at + head.text.length === end;
    });
    if (index < 0 || row[index] !== undefined) return null;
    row[index] = cell;
  }
  return row;
}

/** Columns set by spaces, as command lines print them: the head is in capitals, or a rule of dashes follows it. */
function columnTable(lines: FactLine[], from: number): FactTable | null {
  const head = lines[from];
  if (!head) return null;
  const isRuled = COLUMN_RULE.test(lines[from + 1]?.text ?? "");
  if (!isRuled && !/^\s*[A-Z]{2}/.test(head.text)) return null;
  const header = spacedCells(head);
  if (!isHeader(header) || !(isRuled || header.every(({ text }) => CAPITALS.test(text)))) return null;
  const rows: ObjectNode[] = [];
  let next = from + (isRuled ? 2 : 1);
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const cells = line ? alignCells(header, head.start, line) : null;
    if (!cells) break;
    rows.push(rowOf(header, cells));
  }
  return { rows, next };
}

/** The table that begins in a line; null when none does, or when it has no rows. */
export function readFactTable(lines: FactLine[], from: number): FactTable | null {
  const table = barTable(lines, from) ?? listTable(lines, from) ?? columnTable(lines, from);
  return table && table.rows.length > 0 ? table : null;
}
