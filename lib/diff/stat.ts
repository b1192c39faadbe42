import type { Hunk } from "@/lib/diff/hunks";

export type DiffStat = { addedLines: number; removedLines: number };

/** How many lines the hunks add and remove; a changed line counts once on each side. */
export function diffStat(hunks: Hunk[]): DiffStat {
  let addedLines = 0;
  let removedLines = 0;
  for (const hunk of hunks) {
    for (const line of hunk.lines) {
      if (line.startsWith("+")) addedLines += 1;
      else if (line.startsWith("-")) removedLines += 1;
    }
  }
  return { addedLines, removedLines };
}
