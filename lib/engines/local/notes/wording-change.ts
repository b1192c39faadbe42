import type { NoteWord } from "@/lib/engines/local/notes/note-words";
import { areOpposites } from "@/lib/engines/local/notes/opposite-words";

/**
 * What a newer sentence changes of an older one that it shares most words with.
 * `opposite`: one word became its opposite; `elaborated`: one only says more; `reversed`: the same words in other places;
 * `condition`: another condition, under which something else may well hold; `prohibition`: another thing that is not to be
 * done; `subject`: the same of something else; `value`: one short part in the place of another; `several`: several such.
 */
export type WordingChange =
  | "opposite"
  | "elaborated"
  | "reversed"
  | "condition"
  | "prohibition"
  | "subject"
  | "number"
  | "value"
  | "several";

/** Longer sentences are no two values of one thing. */
const WORDS_MAX = 40;
const SHARED_MIN = 0.5;
const VALUE_WORDS_MAX = 3;
const CONDITIONS = new Set("if when unless whenever".split(" "));

type Gap = { newer: NoteWord[]; older: NoteWord[]; at: number };

/** Lengths of the longest common subsequences of all ends. */
function commonLengths(a: NoteWord[], b: NoteWord[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, next] = [lengths[i] ?? [], lengths[i + 1] ?? []];
      row[j] = a[i]?.stem === b[j]?.stem ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function gapsOf(a: NoteWord[], b: NoteWord[]): { gaps: Gap[]; shared: number } {
  const lengths = commonLengths(a, b);
  const gaps: Gap[] = [];
  let gap: Gap = { newer: [], older: [], at: 0 };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x && y && x.stem === y.stem) {
      if (gap.newer.length + gap.older.length > 0) gaps.push(gap);
      [i, j] = [i + 1, j + 1];
      gap = { newer: [], older: [], at: i };
    } else if (x && (!y || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      gap.newer.push(x);
      i += 1;
    } else if (y) {
      gap.older.push(y);
      j += 1;
    }
  }
  if (gap.newer.length + gap.older.length > 0) gaps.push(gap);
  return { gaps, shared: lengths[0]?.[0] ?? 0 };
}

const content = (words: NoteWord[]) => words.filter(({ kind }) => kind !== "function");
const isNumeric = (words: NoteWord[]) => words.every(({ kind }) => kind === "number");
const isDenying = (words: NoteWord[]) =>
  words.some(({ word }) => /^(?:not?|never|cannot|without|only|longer)$/.test(word));
const sorted = (words: NoteWord[]) =>
  words
    .map(({ stem }) => stem)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(" ");

function isOpposite({ newer, older }: Gap): boolean {
  const [x, y] = [newer[0], older[0]];
  return newer.length === 1 && older.length === 1 && x !== undefined && y !== undefined && areOpposites(x.word, y.word);
}

/** Behind "if" or "when" and before the comma that ends the clause. */
function isInCondition(words: NoteWord[], { at }: Gap): boolean {
  for (let before = at; before > 0; before -= 1) {
    if (words[before]?.isJoined && before < at) return false;
    if (CONDITIONS.has(words[before - 1]?.word ?? "")) return !words.slice(before, at).some(({ isJoined }) => isJoined);
  }
  return false;
}

const hasParts = (words: NoteWord[]) => words.slice(1).some(({ isApart }) => isApart);

function changeOfOne(newer: NoteWord[], gap: Gap): WordingChange | null {
  if (isOpposite(gap)) return "opposite";
  const [now, before] = [content(gap.newer), content(gap.older)];
  if (now.length === 0 || before.length === 0) return null;
  if (isNumeric(now) && isNumeric(before)) return "number";
  // "Lufthansa for work" and "KLM for private": two parts that changed side by side.
  if (hasParts(now) || hasParts(before)) return "several";
  if (isInCondition(newer, gap)) return "condition";
  if (gap.at === 0) return "subject";
  if ([...now, ...before].every(({ isDenied }) => isDenied)) return "prohibition";
  return now.length <= VALUE_WORDS_MAX && before.length <= VALUE_WORDS_MAX ? "value" : null;
}

/** How the wording of `newer` changes that of `older`, or null when they share less than half or the change is of no such kind. */
export function wordingChange(newer: NoteWord[], older: NoteWord[]): WordingChange | null {
  const longest = Math.max(newer.length, older.length);
  if (longest > WORDS_MAX || longest === 0) return null;
  // Most pairs share little, and the rest costs more.
  const stems = new Set(older.map(({ stem }) => stem));
  if (newer.filter(({ stem }) => stems.has(stem)).length / longest < SHARED_MIN) return null;
  const { gaps, shared } = gapsOf(newer, older);
  if (shared / longest < SHARED_MIN) return newer.length > 2 && sorted(newer) === sorted(older) ? "reversed" : null;
  const [first] = gaps;
  if (first === undefined) return null;
  if (sorted(newer) === sorted(older)) return "reversed";
  if (gaps.length === 1 && isOpposite(first)) return "opposite";
  const isMore = gaps.every((gap) => gap.older.length === 0) || gaps.every((gap) => gap.newer.length === 0);
  if (isMore) return gaps.some((gap) => isDenying([...gap.newer, ...gap.older])) ? null : "elaborated";
  const replaced = gaps.filter((gap) => content(gap.newer).length > 0 && content(gap.older).length > 0);
  if (replaced.length >= 2) return "several";
  return gaps.length === 1 ? changeOfOne(newer, first) : null;
}
