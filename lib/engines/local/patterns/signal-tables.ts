import {
  blockPair,
  cellsOf,
  fieldsOfBlock,
  fieldsOfCells,
  type TextFields,
} from "@/lib/engines/local/patterns/signal-fields";
import { isRecordHead, readRecords, type SignalRecord } from "@/lib/engines/local/patterns/signal-records";

/** A record that several cells or lines tell; `line` is the index of the line with its time. */
type LineRecord = { record: SignalRecord; line: number };

const SEPARATORS = ["\t", ",", ";", "|"];
const HEAD_CHARACTERS_MAX = 400;

type Table = { separator: string; head: string[] };

function headOf(line: string): Table | null {
  if (line.length > HEAD_CHARACTERS_MAX || /\d:\d/.test(line)) return null;
  for (const separator of SEPARATORS) {
    if (!line.includes(separator)) continue;
    const head = cellsOf(line, separator);
    if (head.length > 1 && isRecordHead(head)) return { separator, head };
  }
  return null;
}

const recordOf = (fields: TextFields | null): SignalRecord | null => (fields ? (readRecords(fields)[0] ?? null) : null);

/** Records of tables with a head (CSV, tab separated, Markdown), and the lines that they take: a line of one is no log line. */
export function tableRecords(lines: string[]): { records: LineRecord[]; taken: Set<number> } {
  const records: LineRecord[] = [];
  const taken = new Set<number>();
  let table: Table | null = null;
  lines.forEach((line, index) => {
    const head = headOf(line);
    if (head) table = head;
    else if (line.trim() === "") table = null;
    else if (table) {
      const record = recordOf(fieldsOfCells(table.head, cellsOf(line, table.separator)));
      if (record) records.push({ record, line: index });
      if (record) taken.add(index);
    }
  });
  return { records, taken };
}

/** Records that stand as blocks of `key: value` lines, one record a block; a blank line, a dash or a key again begins the next. */
export function blockRecords(lines: string[]): { records: LineRecord[]; taken: Set<number> } {
  const records: LineRecord[] = [];
  const taken = new Set<number>();
  let block: { key: string; value: string; line: number }[] = [];
  const flush = () => {
    const record = block.length > 1 ? recordOf(fieldsOfBlock(block)) : null;
    const time = record ? block.find(({ value }) => value.includes(record.timeText)) : undefined;
    if (record && time) records.push({ record, line: time.line });
    if (record && time) for (const { line } of block) taken.add(line);
    block = [];
  };
  lines.forEach((line, index) => {
    const pair = blockPair(line);
    if (!pair || /^\s*[-*]\s/.test(line) || block.some(({ key }) => key === pair.key)) flush();
    if (pair) block.push({ ...pair, line: index });
  });
  flush();
  return { records, taken };
}
