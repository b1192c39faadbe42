import { diffHunks, NO_FINAL_NEWLINE } from "@/lib/diff/hunks";

/** Numbers of the lines (from 1) that only one of two texts has: all others are the same on both sides, in the same order. */
export type ChangedLines = { baseLines: number[]; proposedLines: number[] };

/** Which lines of `base` go and which lines of `proposed` are new, both in order. */
export function changedLines(base: string, proposed: string): ChangedLines {
  const changed: ChangedLines = { baseLines: [], proposedLines: [] };
  for (const hunk of diffHunks(base, proposed, { context: 0 })) {
    let baseLine = hunk.base_start;
    let proposedLine = hunk.proposed_start;
    for (const line of hunk.lines) {
      if (line === NO_FINAL_NEWLINE) continue;
      if (line.startsWith("-")) changed.baseLines.push(baseLine++);
      else changed.proposedLines.push(proposedLine++);
    }
  }
  return changed;
}
