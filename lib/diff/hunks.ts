import { splitLines } from "@/lib/diff/lines";
import { matchLines } from "@/lib/diff/match-lines";

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

/** Lines [baseStart, baseEnd) of the base that lines [start, end) of the proposal replace, counted from 0. */
export type Change = { baseStart: number; baseEnd: number; start: number; end: number };

/**
 * The changes that make `proposed` out of `base`, in order; equal texts have none.
 * `context` (default 3) is the number of unchanged lines kept around a change.
 */
export function diffHunks(base: string, proposed: string, options: { context?: number } = {}): Hunk[] {
  const context = options.context ?? 3;
  const baseLines = splitLines(base);
  const lines = splitLines(proposed);
  const groups: Change[][] = [];
  for (const change of listChanges(base, proposed)) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.start - last.end <= 2 * context) group.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => hunkOf(group, baseLines, lines, { before: context, after: context }));
}

/** The runs of lines in which two texts differ, in order: at least one line that both have stands between two of them. */
export function listChanges(base: string, proposed: string): Change[] {
  if (base === proposed) return [];
  const baseLines = splitLines(base);
  return changesOf(matchLines(baseLines, splitLines(proposed)), baseLines.length);
}

/**
 * Every change as a hunk of its own, so that each can be taken without the others; what stands around one may hold lines of
 * its neighbours' surroundings, never of their changes. `changes` are those of `listChanges` for the same texts.
 */
export function separateHunks(base: string, proposed: string, changes: Change[], context = 3): Hunk[] {
  const baseLines = splitLines(base);
  const lines = splitLines(proposed);
  return changes.map((change, index) => {
    const before = change.start - (changes[index - 1]?.end ?? 0);
    const after = (changes[index + 1]?.start ?? lines.length) - change.end;
    return hunkOf([change], baseLines, lines, { before: Math.min(context, before), after: Math.min(context, after) });
  });
}

function changesOf(match: Int32Array, baseLength: number): Change[] {
  const changes: Change[] = [];
  let baseStart = 0;
  let start = 0;
  for (let end = 0; end <= match.length; end++) {
    const baseEnd = end < match.length ? (match[end] as number) : baseLength;
    if (baseEnd < 0) continue;
    if (baseEnd > baseStart || end > start) changes.push({ baseStart, baseEnd, start, end });
    baseStart = baseEnd + 1;
    start = end + 1;
  }
  return changes;
}

type Context = { before: number; after: number };

function hunkOf(changes: Change[], base: string[], proposed: string[], context: Context): Hunk {
  const first = changes[0] as Change;
  const last = changes.at(-1) as Change;
  const before = Math.min(context.before, first.start, first.baseStart);
  const after = Math.min(context.after, proposed.length - last.end);
  const from = { base: first.baseStart - before, proposed: first.start - before };
  const count = { base: last.baseEnd + after - from.base, proposed: last.end + after - from.proposed };
  const lines: string[] = [];
  const add = (prefix: string, texts: string[]) => {
    for (const text of texts) {
      if (text.endsWith("\n")) lines.push(prefix + text.slice(0, -1));
      else lines.push(prefix + text, NO_FINAL_NEWLINE);
    }
  };
  let next = from.proposed;
  for (const change of changes) {
    add(" ", proposed.slice(next, change.start));
    add("-", base.slice(change.baseStart, change.baseEnd));
    add("+", proposed.slice(change.start, change.end));
    next = change.end;
  }
  add(" ", proposed.slice(next, last.end + after));
  return {
    base_start: count.base === 0 ? from.base : from.base + 1,
    base_lines: count.base,
    proposed_start: count.proposed === 0 ? from.proposed : from.proposed + 1,
    proposed_lines: count.proposed,
    lines,
  };
}
