/** A word of a note as it is compared when nothing may be lost: with prepositions, tenses and quantities. */
export type StrictWord = {
  /** Lower case where case says nothing. */
  form: string;
  /** Without a plural ending. */
  singular: string;
  /** After "the", "this", "all" and the like: "the worker" is one, "the workers" are several. */
  isDefinite: boolean;
};

const EMPTY = new Set("a an the and that which who whom do does also just there so very too then".split(" "));
const DEFINITE = new Set("the this these that those each every all both its his her their our your my".split(" "));
const TENSES = new Map(
  Object.entries({ is: "is", are: "is", am: "is", was: "was", were: "was", has: "have", have: "have" }),
);
const TOKEN = /[\p{L}\p{M}\p{N}_/.@#:'’+\\%$€£¥<>≤≥=≠[\]-]+/gu;
const LETTERS = /^[\p{L}\p{M}'’]+$/u;
const UNIT_WORDS = new Map(
  Object.entries({
    second: "s",
    sec: "s",
    minute: "min",
    hour: "hr",
    millisecond: "ms",
    percent: "%",
  }),
);
const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const GLUED = /^([-+−]?\d+(?:[.,]\d+)*)(\p{L}{1,3}|%)$/u;
const CHARACTERS_MAX = 1000;

function singularOf(word: string): string {
  if (!/^[a-z]{4,}$/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

function expand(token: string): string[] {
  const glued = GLUED.exec(token);
  if (glued?.[1] !== undefined && glued[2] !== undefined) return [glued[1], glued[2]];
  return token
    .replace(/^can['’]t$/i, "can not")
    .replace(/^cannot$/i, "can not")
    .replace(/^won['’]t$/i, "will not")
    .replace(/n['’]t$/i, " not")
    .replace(/(?<=^\p{L}{3,20}|-\p{L}{3,20})-(?=\p{L}{3,20}(?:-\p{L}{3,20})*$)/gu, " ")
    .split(" ");
}

function formOf(part: string, isFirst: boolean, isShouting: boolean): string {
  const isMixed = /^\p{Ll}+\p{Lu}|^\p{Lu}{1,2}$|[^\p{L}\p{M}'’-]|^[kMGT]i?[bB]$/u.test(part);
  const isFolded = isShouting || !isMixed || part === "A" || part === "I" || (isFirst && LETTERS.test(part));
  const form = (isFolded ? part.toLowerCase() : part).replaceAll("’", "'");
  const number = NUMBER_WORDS.indexOf(form);
  return number >= 0 ? String(number) : (UNIT_WORDS.get(singularOf(form)) ?? TENSES.get(form) ?? form);
}

/** True for a text all in capitals: its case says nothing. */
export function isShouted(text: string): boolean {
  return /\p{Lu}/u.test(text) && text === text.toUpperCase();
}

/**
 * The words of a text, of which only those are left out that say nothing in any sentence; of the first 1,000 characters.
 * `isShouting`: case says nothing, here or in the text that this one is compared with.
 */
export function strictWords(text: string, isShouting: boolean): StrictWord[] {
  const plain = text
    .slice(0, CHARACTERS_MAX)
    .replace(/[`*"“”]+/g, "")
    .replace(/\ba (few|little|lot)\b/gi, "a-$1");
  const words: StrictWord[] = [];
  let isDefinite = false;
  for (const match of plain.matchAll(TOKEN)) {
    const token = match[0].replace(/^['’]+|['’.:]+$/gu, "");
    for (const part of token === "" ? [] : expand(token)) {
      const form = formOf(part, words.length === 0, isShouting);
      if (!EMPTY.has(form) && form !== "+" && form !== "-") {
        words.push({ form, singular: singularOf(form), isDefinite });
      }
      isDefinite = DEFINITE.has(form) || (isDefinite && EMPTY.has(form));
    }
  }
  return words;
}

/** Equal but for "pull request" and "pull requests", where neither speaks of certain ones. */
export function areSameWords(a: StrictWord[], b: StrictWord[]): boolean {
  return (
    a.length === b.length &&
    a.every((word, at) => {
      const other = b[at];
      if (other === undefined || word.form === other.form) return other !== undefined;
      return word.singular === other.singular && !word.isDefinite && !other.isDefinite;
    })
  );
}
