import { diffWordsWithSpace } from "diff";
import { NO_FINAL_NEWLINE } from "@/lib/diff/hunks";

export type LinePart = { text: string; isChanged: boolean };

/** One line of a hunk; `base` and `proposed` are its numbers, null on the side that does not have it. */
export type HunkLine = {
  side: "same" | "removed" | "added";
  base: number | null;
  proposed: number | null;
  parts: LinePart[];
  hasNoNewline: boolean;
};

type Place = { base_start: number; proposed_start: number; lines: string[] };

/** Beyond, a comparison by words takes longer than it helps. */
const WORDS_CHARACTERS_MAX = 2_000;
/** Lines that have less than this in common are two lines, not one that changed. */
const COMMON_SHARE_MIN = 0.3;

const SIDE = { "-": "removed", "+": "added", " ": "same" } as const;

/** The lines of a hunk with their numbers, and what differs between each removed line and the added one in its place. */
export function readHunkLines({ base_start, proposed_start, lines }: Place): HunkLine[] {
  const read: HunkLine[] = [];
  let base = base_start;
  let proposed = proposed_start;
  for (const line of lines) {
    const last = read.at(-1);
    if (line === NO_FINAL_NEWLINE) {
      if (last) last.hasNoNewline = true;
      continue;
    }
    const side = SIDE[line.charAt(0) as keyof typeof SIDE] ?? "same";
    read.push({
      side,
      base: side === "added" ? null : base++,
      proposed: side === "removed" ? null : proposed++,
      parts: [{ text: line.slice(1), isChanged: false }],
      hasNoNewline: false,
    });
  }
  markWords(read);
  return read;
}

function markWords(lines: HunkLine[]): void {
  for (const { left, right } of pairLines(lines)) {
    if (left?.side !== "removed" || right?.side !== "added") continue;
    const parts = comparedParts(left.parts[0]?.text ?? "", right.parts[0]?.text ?? "");
    if (parts) [left.parts, right.parts] = parts;
  }
}

function comparedParts(before: string, after: string): [LinePart[], LinePart[]] | null {
  if (before.length + after.length > WORDS_CHARACTERS_MAX) return null;
  const changes = diffWordsWithSpace(before, after);
  const common = changes.reduce((sum, { added, removed, value }) => sum + (added || removed ? 0 : value.length), 0);
  if (common < COMMON_SHARE_MIN * Math.max(before.length, after.length)) return null;
  const part = (value: string, isChanged: boolean): LinePart => ({ text: value, isChanged });
  return [
    changes.filter(({ added }) => !added).map(({ value, removed }) => part(value, removed)),
    changes.filter(({ removed }) => !removed).map(({ value, added }) => part(value, added)),
  ];
}

export type LinePair = { left: HunkLine | null; right: HunkLine | null };

/** The two sides of a hunk beside each other: the n-th line that goes faces the n-th that comes. */
export function pairLines(lines: HunkLine[]): LinePair[] {
  const pairs: LinePair[] = [];
  let from = 0;
  while (from < lines.length) {
    const line = lines[from] as HunkLine;
    if (line.side === "same") {
      pairs.push({ left: line, right: line });
      from += 1;
      continue;
    }
    const end = lines.findIndex((each, at) => at >= from && each.side === "same");
    const run = lines.slice(from, end < 0 ? undefined : end);
    const left = run.filter((each) => each.side === "removed");
    const right = run.filter((each) => each.side === "added");
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      pairs.push({ left: left[at] ?? null, right: right[at] ?? null });
    }
    from += run.length;
  }
  return pairs;
}

/** The first line that changes: what stands for the hunk when something points at it. */
export function firstChange(lines: HunkLine[]): HunkLine | null {
  return lines.find((line) => line.side !== "same") ?? null;
}
