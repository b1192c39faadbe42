import { AppError } from "@/lib/core/errors";
import { literalPattern, prefilterPattern } from "./folding";
import { type LineMatch, linesOf, type Matcher, SPANS_MAX, type Span } from "./matcher";

const WORDS_MAX = 32;
/** The longest words tell files apart best; each one costs Postgres another look at every text. */
const PREFILTER_WORDS_MAX = 4;

/**
 * Scripts that write words without spaces between them, and Hangul, whose particles are joined to the word: there a
 * word is found as a part of the text.
 */
const JOINED = [
  "Han",
  "Hiragana",
  "Katakana",
  "Bopomofo",
  "Hangul",
  "Thai",
  "Lao",
  "Khmer",
  "Myanmar",
  "Tibetan",
].concat(["Yi", "Javanese", "Balinese", "Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet"]);
const JOINED_CHARACTER = new RegExp(`[${JOINED.map((script) => `\\p{Script_Extensions=${script}}`).join("")}]`, "u");
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/** Letters, digits and marks of the scripts that put something between words. */
const joinsWords = (character: string): boolean => WORD_CHARACTER.test(character) && !JOINED_CHARACTER.test(character);

/** The code point that ends before, or begins at, a UTF-16 offset; empty at the text's ends. */
const before = (text: string, at: number): string => {
  const pair = at >= 2 ? text.slice(at - 2, at) : "";
  return [...pair].length === 1 ? pair : text.slice(Math.max(0, at - 1), at);
};
const behind = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
};

const isBoundary = (text: string, at: number): boolean =>
  !joinsWords(before(text, at)) || !joinsWords(behind(text, at));

/** Where a word stands by itself; `max` ends the search early. */
function occurrences(text: string, pattern: RegExp, max: number): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null && spans.length < max; found = pattern.exec(text)) {
    const span = { start: found.index, end: found.index + found[0].length };
    if (isBoundary(text, span.start) && isBoundary(text, span.end)) spans.push(span);
    else pattern.lastIndex = span.start + behind(text, span.start).length;
  }
  return spans;
}

const occurs = (text: string, pattern: RegExp): boolean => occurrences(text, pattern, 1).length > 0;

/**
 * The words of a query: what stands between white space, without punctuation around it ("(oncall)," is oncall), each
 * once. @throws AppError `invalid_request` when there is none, or more than WORDS_MAX
 */
function wordsOf(q: string, caseSensitive: boolean): string[] {
  const chunks = q.split(/[\s\p{Z}]+/u).filter((chunk) => chunk !== "");
  const bare = chunks.map((chunk) => chunk.replace(/^\p{P}+|\p{P}+$/gu, "") || chunk);
  if (bare.length === 0) throw new AppError("invalid_request", "q must hold at least one word in the mode words.");
  if (bare.length > WORDS_MAX) {
    const message = `q must hold at most ${WORDS_MAX} words in the mode words, got ${bare.length}.`;
    throw new AppError("invalid_request", message);
  }
  const isSame = (one: string, other: string) => literalPattern(one, caseSensitive).exec(other)?.[0] === other;
  return bare.filter((word, at) => bare.findIndex((other) => isSame(other, word)) === at);
}

/**
 * Files that hold every word of `q`, in the path or the text. Their hits are the lines with the most different words,
 * and the path when no line has more: first lines with `q` as a phrase, then by the number of words.
 * @throws AppError `invalid_request`
 */
export function wordsMatcher(q: string, caseSensitive: boolean): Matcher {
  const words = wordsOf(q, caseSensitive);
  const patterns = words.map((word) => literalPattern(word, caseSensitive));
  const exactPhrase = literalPattern(q.trim(), true);
  const phrase = literalPattern(q.trim(), caseSensitive);
  const countOf = (line: string): number => patterns.filter((pattern) => occurs(line, pattern)).length;
  const matchOf = (line: number, text: string, count: number): LineMatch => ({
    line,
    text,
    ...rankOf(text, count),
    spans: () => apart(patterns.flatMap((pattern) => occurrences(text, pattern, SPANS_MAX))),
  });
  const rankOf = (text: string, count: number): Pick<LineMatch, "kind" | "rank"> => {
    if (count === words.length && occurs(text, exactPhrase)) return { kind: "exact", rank: 0 };
    if (count === words.length && occurs(text, phrase)) return { kind: "folded", rank: 1 };
    return { kind: "words", rank: 2 + words.length - count };
  };
  const longest = words.toSorted((one, other) => other.length - one.length).slice(0, PREFILTER_WORDS_MAX);
  return {
    ranks: 2 + words.length,
    prefilter: (belowRank) =>
      belowRank <= 2
        ? [prefilterPattern(q.trim(), caseSensitive || belowRank === 1)]
        : longest.map((word) => prefilterPattern(word, caseSensitive)),
    *match(file) {
      if (!patterns.every((pattern) => occurs(file.path, pattern) || occurs(file.text, pattern))) return;
      const lines = linesOf(file);
      const counts = lines.map(countOf);
      const most = counts.slice(1).reduce((a, b) => Math.max(a, b), 0);
      for (const [line, text] of lines.entries()) {
        const count = counts[line] ?? 0;
        const isHit = count > 0 && (line === 0 ? count >= most : count === most);
        yield isHit ? matchOf(line, text, count) : null;
      }
    },
    leftOut: () => false,
  };
}

/** In order, what overlaps or touches made one. */
function apart(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged.slice(0, SPANS_MAX);
}
