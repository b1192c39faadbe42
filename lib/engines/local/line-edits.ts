import { lineText, splitLines } from "@/lib/engines/local/text-lines";

/** What to do with the lines of one file (counted from 1): remove, or write a new text before the same line end. */
export type LineEdits = {
  /** Line -> number of the finding that removes it. */
  removed: Map<number, number>;
  rewritten: Map<number, string>;
};

export type EditedFile = {
  /** Null: nothing but headings and blank lines would be left, so the file goes. */
  content: string | null;
  /** Like `removed`, with the blank lines and headings that went along. */
  removed: Map<number, number>;
  /** Line of the edited file for each line that stayed. */
  proposedLine: Map<number, number>;
};

const NOTHING_LEFT = /^(?:\s*|\s*#{1,6}\s.*|\s*(?:=+|-+|\*+)\s*)$/;

/** A removed run between two blank lines, or at an edge of the file, takes the blank lines after it along (before it, at the end). */
function addBlankLines(texts: string[], removed: Map<number, number>): Map<number, number> {
  const all = new Map(removed);
  const isBlank = (line: number) => texts[line - 1]?.trim() === "";
  for (let line = 1; line <= texts.length; line += 1) {
    const finding = removed.get(line);
    if (finding === undefined || removed.has(line + 1)) continue;
    let start = line;
    while (all.has(start - 1)) start -= 1;
    if (start > 1 && !isBlank(start - 1)) continue;
    let next = line + 1;
    while (isBlank(next) && !removed.has(next)) all.set(next++, finding);
    if (next > texts.length) for (let before = start - 1; isBlank(before); before -= 1) all.set(before, finding);
  }
  return all;
}

function withText(line: string, text: string): string {
  const bom = line.startsWith("\ufeff") ? "\ufeff" : "";
  return bom + text + line.slice(bom.length + lineText(line).length);
}

/** Applies the edits. Every line that is neither removed nor rewritten stays as it is, with its line end. */
export function applyLineEdits(content: string, edits: LineEdits): EditedFile {
  const lines = splitLines(content);
  const texts = lines.map(lineText);
  const removed = addBlankLines(texts, edits.removed);
  const proposedLine = new Map<number, number>();
  const kept: string[] = [];
  lines.forEach((line, index) => {
    if (removed.has(index + 1)) return;
    const text = edits.rewritten.get(index + 1);
    kept.push(text === undefined ? line : withText(line, text));
    proposedLine.set(index + 1, kept.length);
  });
  if (edits.removed.size === 0 || !kept.every((line) => NOTHING_LEFT.test(lineText(line)))) {
    const bom = content.startsWith("\ufeff") && removed.has(1) ? "\ufeff" : "";
    return { content: bom + kept.join(""), removed, proposedLine };
  }
  const finding = [...edits.removed.values()][0] ?? 0;
  lines.forEach((_, index) => {
    if (!removed.has(index + 1)) removed.set(index + 1, finding);
  });
  return { content: null, removed, proposedLine: new Map() };
}
