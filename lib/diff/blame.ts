import { splitLines } from "@/lib/diff/lines";
import { matchLines } from "@/lib/diff/match-lines";

/** How far the search for the origin of a text's lines has come, from the newest text back to `current`. */
export type Blame = {
  /** The newest text's lines, with their ends. */
  readonly lines: string[];
  /** Lines of the oldest text seen. */
  current: string[];
  /** Lines whose origin is not known yet: number in `lines` and number in `current`, both from 0, in order. */
  open: { line: number; place: number }[];
};

/** Looks for the origins of the lines [start, end), counted from 0. */
export function startBlame(text: string, start = 0, end = Number.POSITIVE_INFINITY): Blame {
  const lines = splitLines(text);
  return { lines, current: lines, open: lines.map((_, line) => ({ line, place: line })).slice(start, end) };
}

/**
 * Goes one text back: `older` is the text that `current` was made from.
 * @returns the numbers (from 0) of the lines that `older` does not have: they came with `current`
 */
export function stepBlame(blame: Blame, older: string): number[] {
  const lines = splitLines(older);
  const match = matchLines(lines, blame.current);
  const settled: number[] = [];
  const open: Blame["open"] = [];
  for (const { line, place } of blame.open) {
    const before = match[place] as number;
    if (before < 0) settled.push(line);
    else open.push({ line, place: before });
  }
  blame.current = lines;
  blame.open = open;
  return settled;
}
