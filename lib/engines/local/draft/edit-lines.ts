import { type Draft, type DraftLine, isPersonsLine, newestTime, refsOf } from "@/lib/engines/local/draft/draft";
import type { Edit } from "@/lib/engines/local/draft/propose";

export type LineEdit = Extract<Edit, { type: "replace" }>;

export type EditedLines = {
  lines: DraftLine[];
  removed: Draft["removed"];
  /** Something was removed, and nothing but headings and blank lines, none by a person, would be left. */
  isEmpty: boolean;
};

const NOTHING_LEFT = /^(?:\s*|\s*#{1,6}\s.*|\s*(?:=+|-+|\*+)\s*)$/;

/** A removed run between two blank lines, or at an edge of the file, takes the blank lines after it along (before it, at the end). */
function blankLinesToo(lines: DraftLine[], gone: Set<number>): Set<number> {
  const all = new Set(gone);
  const isBlank = (index: number) => lines[index]?.text.trim() === "";
  for (const index of [...gone].sort((a, b) => a - b)) {
    if (gone.has(index + 1)) continue;
    let start = index;
    while (all.has(start - 1)) start -= 1;
    if (start > 0 && !isBlank(start - 1)) continue;
    let next = index + 1;
    while (isBlank(next) && !all.has(next)) all.add(next++);
    if (next >= lines.length) for (let before = start - 1; isBlank(before); before -= 1) all.add(before);
  }
  return all;
}

/** The lines that stand for those that an edit replaces; the last one keeps the line end. */
function replacement(old: DraftLine[], edit: LineEdit, finding: number, end: string): DraftLine[] {
  const findings = [...new Set([...old.flatMap((line) => line.findings), finding])];
  const at = newestTime(old);
  const replaces = old.flatMap(refsOf);
  return edit.lines.map((text, index) => ({
    text,
    end: index === edit.lines.length - 1 ? (old.at(-1)?.end ?? end) : end,
    base: null,
    replaces: index === 0 ? replaces : [],
    findings,
    byPerson: false,
    at,
  }));
}

/** Which lines (from 0) the edits remove, which they replace, and where the replacements begin. */
function planOf(edits: LineEdit[]): { gone: Set<number>; replaced: Set<number>; starting: Map<number, LineEdit> } {
  const plan = { gone: new Set<number>(), replaced: new Set<number>(), starting: new Map<number, LineEdit>() };
  for (const edit of edits) {
    const isRemoval = edit.lines.length === 0;
    if (!isRemoval) plan.starting.set(edit.start - 1, edit);
    for (let index = edit.start - 1; index < edit.end; index += 1) (isRemoval ? plan.gone : plan.replaced).add(index);
  }
  return plan;
}

const isHeadless = (line: DraftLine) => NOTHING_LEFT.test(line.text) && !isPersonsLine(line);

/** Applies the edits of one finding to the lines of one file. Lines outside the edits stay as they are, with their ends. */
export function editLines(lines: DraftLine[], edits: LineEdit[], finding: number): EditedLines {
  const fileEnd = lines[0]?.end === "\r\n" ? "\r\n" : "\n";
  const { gone, replaced, starting } = planOf(edits);
  const removing = blankLinesToo(lines, gone);
  const kept: DraftLine[] = [];
  const removed: Draft["removed"] = [];
  for (let index = 0; index <= lines.length; index += 1) {
    const edit = starting.get(index);
    if (edit) kept.push(...replacement(lines.slice(edit.start - 1, edit.end), edit, finding, fileEnd));
    const line = lines[index];
    if (!line || replaced.has(index)) continue;
    if (!removing.has(index)) kept.push(line);
    else removed.push(...refsOf(line).map((ref) => ({ ref, findings: [...line.findings, finding] })));
  }
  return { lines: kept, removed, isEmpty: gone.size > 0 && kept.every(isHeadless) };
}
