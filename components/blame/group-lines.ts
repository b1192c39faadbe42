import type { BlameResource } from "@/lib/history/schema";

export type BlameLine = BlameResource["lines"][number];

/** Lines in a row that the same version brought; never empty. */
export type BlameGroup = { origin: BlameLine; lines: BlameLine[] };

export function groupLines(lines: BlameLine[]): BlameGroup[] {
  const groups: BlameGroup[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const isSame = last?.origin.version_id === line.version_id && last.origin.after_redaction === line.after_redaction;
    if (last && isSame) last.lines.push(line);
    else groups.push({ origin: line, lines: [line] });
  }
  return groups;
}
