import { createHash } from "node:crypto";
import { structuredPatch } from "diff";

/** The line that follows a line without a newline at its end, as in every unified diff. */
export const NO_FINAL_NEWLINE = "\\ No newline at end of file";

/**
 * One run of changes. Lines count from 1 and are split at LF only: a CR before it, a BOM and every other byte belong to the line.
 * `lines` carry a prefix: " " in both texts, "-" only in the base, "+" only in the proposal. A last line that has no newline is
 * followed by NO_FINAL_NEWLINE, which is counted in neither `base_lines` nor `proposed_lines`.
 * A side of zero lines names the line after which it stands (0: the beginning), as in a unified diff.
 */
export type Hunk = {
  base_start: number;
  base_lines: number;
  proposed_start: number;
  proposed_lines: number;
  lines: string[];
};

/**
 * The changes that make `proposed` out of `base`, in order; equal texts have none.
 * `context` (default 3) is the number of unchanged lines kept around a change.
 */
export function diffHunks(base: string, proposed: string, options: { context?: number } = {}): Hunk[] {
  if (base === proposed) return [];
  const patch = structuredPatch("", "", base, proposed, undefined, undefined, { context: options.context ?? 3 });
  return patch.hunks.map((hunk) => ({
    // The package counts an empty side one too high in its structured form and corrects it only when it prints.
    base_start: hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart,
    base_lines: hunk.oldLines,
    proposed_start: hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart,
    proposed_lines: hunk.newLines,
    lines: hunk.lines,
  }));
}

/** A short id (16 hex digits) that stays the same as long as file, place and lines of the hunk do. */
export function hunkId(path: string, hunk: Hunk): string {
  const place = [hunk.base_start, hunk.base_lines, hunk.proposed_start, hunk.proposed_lines];
  return createHash("sha256")
    .update(JSON.stringify([path, place, hunk.lines]))
    .digest("hex")
    .slice(0, 16);
}
