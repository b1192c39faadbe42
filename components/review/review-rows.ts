import type { CheckItem } from "./dream-diff";
import { type FileEntry, fileGroup, type ReviewIndex } from "./review-index";

/** A line of the middle column: the head of a file, one of its hunks, or what stands in place of these. */
export type ReviewRow = { key: string; type: "file" | "hunk" | "lane" | "edited"; path: string; hunkId: string | null };

type RowSource = {
  index: ReviewIndex;
  /** Files that were looked at are folded to their head. */
  viewed: ReadonlySet<string>;
  edits: ReadonlyMap<string, string>;
  /** Paths whose conflict is shown. */
  lanes: ReadonlySet<string>;
};

/** Every row of a review from top to bottom. */
export function listRows({ index, viewed, edits, lanes }: RowSource): ReviewRow[] {
  return index.files.flatMap((entry): ReviewRow[] => {
    const { path } = entry.file;
    const head: ReviewRow = { key: fileGroup(path), type: "file", path, hunkId: null };
    if (viewed.has(path) && !lanes.has(path)) return [head];
    const rows = [head];
    if (lanes.has(path)) rows.push({ key: `lane:${path}`, type: "lane", path, hunkId: null });
    if (edits.has(path)) rows.push({ key: `edited:${path}`, type: "edited", path, hunkId: null });
    else {
      for (const { hunk } of entry.hunks) rows.push({ key: hunk.id, type: "hunk", path, hunkId: hunk.id });
    }
    return rows;
  });
}

/** Whether the cursor stops at a row: at everything that can be decided, and at the head of a file that has nothing else. */
export function isStop(rows: ReviewRow[], at: number): boolean {
  const row = rows[at];
  if (!row) return false;
  return row.type !== "file" || rows[at + 1]?.path !== row.path;
}

/** The next row in a direction at which the cursor stops; `at` itself when there is none. */
export function nextStop(rows: ReviewRow[], at: number, by: 1 | -1): number {
  for (let next = at + by; next >= 0 && next < rows.length; next += by) if (isStop(rows, next)) return next;
  return at;
}

/** Where a file begins: its first row at which the cursor stops. `headAt` is the place of its head. */
export function firstStop(rows: ReviewRow[], headAt: number): number {
  return isStop(rows, headAt) ? headAt : nextStop(rows, headAt, 1);
}

const HEAD_PIXELS = 41;
const HUNK_FRAME_PIXELS = 53;
const LINE_PIXELS = 20;
const LANE_PIXELS = 860;
const EDITED_PIXELS = 420;
/** Lines of a hunk that are shown before somebody asks for the rest. */
export const HUNK_LINES_SHOWN_MAX = 80;

/** How high a row will be, in pixels, as far as it can be told before its text is there. */
export function estimateRow(index: ReviewIndex, row: ReviewRow): number {
  if (row.type === "file") return HEAD_PIXELS;
  if (row.type === "lane") return LANE_PIXELS;
  if (row.type === "edited") return EDITED_PIXELS;
  return HUNK_FRAME_PIXELS + hunkLineCount(index.byHunk.get(row.hunkId ?? "")?.hunk) * LINE_PIXELS;
}

/** Lines that a hunk shows: exactly, once they are there; before, counting what is around a change once. */
export function hunkLineCount(
  hunk: { kind: string; base_lines: number; proposed_lines: number; lines: string[] } | undefined,
): number {
  if (!hunk || hunk.kind === "move") return 1;
  const around = hunk.kind === "text" ? Math.min(6, hunk.base_lines, hunk.proposed_lines) : 0;
  const lines = hunk.lines.length > 0 ? hunk.lines.length : hunk.base_lines + hunk.proposed_lines - around;
  return Math.max(1, Math.min(lines, HUNK_LINES_SHOWN_MAX));
}

/** The hunk that shows a line that a check names; the file's first for a line that none shows, or for the file as a whole. */
export function hunkAtLine(entry: FileEntry, { side, line }: Pick<CheckItem, "side" | "line">): string | null {
  const shown = entry.hunks.find(({ hunk }) => {
    const start = side === "base" ? hunk.base_start : hunk.proposed_start;
    const count = side === "base" ? hunk.base_lines : hunk.proposed_lines;
    return line >= start && line < start + count;
  });
  return (shown ?? entry.hunks[0])?.hunk.id ?? null;
}
