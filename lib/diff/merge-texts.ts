import { diff3Merge } from "node-diff3";
import { splitLines } from "@/lib/diff/lines";

/** Pairs of equal lines or words that a merge looks at: beyond, its time and memory run away (repeated lines). */
const PAIRS_MAX = 2_000_000;

export type MergeTexts = { base: string; live: string; wanted: string };

/**
 * Three-way merge of two texts that were made out of `base` (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3",
 * 2007): by lines, and where both changed the same lines by words. What both changed in the same way counts once.
 * @returns null when the two changes contradict each other somewhere, or the texts repeat themselves too much to tell
 */
export function mergeTexts({ base, live, wanted }: MergeTexts): string | null {
  if (live === base || live === wanted) return wanted;
  if (wanted === base) return live;
  return mergeParts({ base: splitLines(base), live: splitLines(live), wanted: splitLines(wanted) }, (part) =>
    mergeParts(splitWords(part), () => null),
  );
}

type Parts = { base: string[]; live: string[]; wanted: string[] };

function mergeParts(parts: Parts, mergeConflict: (part: Parts) => string | null): string | null {
  if (pairCount(parts) > PAIRS_MAX) return null;
  const merged: string[] = [];
  for (const region of diff3Merge(parts.live, parts.base, parts.wanted, { excludeFalseConflicts: true })) {
    if (region.ok) merged.push(...region.ok);
    if (!region.conflict) continue;
    const text = mergeConflict({ base: region.conflict.o, live: region.conflict.a, wanted: region.conflict.b });
    if (text === null) return null;
    merged.push(text);
  }
  return merged.join("");
}

/** Words, runs of white space, and single other characters. */
const WORD = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;

const wordsOf = (lines: string[]): string[] => lines.join("").match(WORD) ?? [];

const splitWords = ({ base, live, wanted }: Parts): Parts => ({
  base: wordsOf(base),
  live: wordsOf(live),
  wanted: wordsOf(wanted),
});

/** How many pairs of equal parts the base has with either side: the search for the longest common sequence visits each. */
function pairCount({ base, live, wanted }: Parts): number {
  const counts = new Map<string, number>();
  for (const part of base) counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...live, ...wanted].reduce((sum, part) => sum + (counts.get(part) ?? 0), 0);
}
