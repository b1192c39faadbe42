import { stemmer } from "stemmer";

/** One word of a note, or one character pair of a script without spaces. */
export type NoteWord = {
  /** What counts as the same word: lower case, without plural, tense and derivational endings. */
  stem: string;
  /** Lower case, as it stands there. */
  word: string;
  kind: "name" | "number" | "word" | "function";
  /** Within a few words after "not", "never", "no", "rather than" and the like. */
  isDenied: boolean;
  /** Joined to the word before by "and" or a comma. */
  isJoined: boolean;
};

/** Words that change nothing about what a sentence claims. */
const BENIGN = new Set(
  "a an the and is are was were be been being am has have had do does did that which who whom whose this these those it its their his her they he she them him of in on at for as with both each also just then than there here so too very some own same such into onto about where while will would though although & himself herself itself themselves".split(
    " ",
  ),
);
/** Words without content of their own that change what is claimed: direction, condition, obligation, quantity, denial. */
const MEANINGFUL = new Set(
  "not no never none neither nor without cannot non only solely exclusively alone from to by after before until till unless if when whenever once since during may might could can should must shall never always sometimes often rarely more less most least over under above below between through against or but except instead rather all any every either up down out off again further within".split(
    " ",
  ),
);
/** Words that deny what follows, outright or by what they tell of it. */
const DENIALS = new Set(
  "not no never none neither nor without cannot non dislike dislikes hates stopped quit ceased refuses lacks".split(
    " ",
  ),
);
/** True for a function word in lower case: it carries no content of its own. */
export function isFunctionWord(word: string): boolean {
  return BENIGN.has(word) || MEANINGFUL.has(word);
}

/** How far a denial reaches, in content words. */
const DENIAL_WORDS = 5;
const UNITS = new Map(
  Object.entries({
    sec: "s",
    secs: "s",
    second: "s",
    seconds: "s",
    min: "minute",
    mins: "minute",
    minutes: "minute",
    hr: "hour",
    hrs: "hour",
    hours: "hour",
    millisecond: "ms",
    milliseconds: "ms",
    percent: "%",
    "per-cent": "%",
  }),
);
const NUMBER_WORDS = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, index) => [word, String(index)]),
);
/** Runs of a script without spaces; words with signs that belong to them (`--force`, `-5`, `$3`, `C++`, `99.9%`); comparisons. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|(?:(?<![^\s(["'`])(?:--?|[+−])(?=[\p{L}\p{N}])|[$€£¥](?=\d))?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_./:@#'’+\\][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*(?:%|\+\+|#)?|[<>≤≥=≠]+|^\[[ xX]\]/gu;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Longer texts are compared by their beginning. */
const CHARACTERS_MAX = 1000;

function isPlainWord(word: string): boolean {
  return /^[\p{L}\p{M}]+$/u.test(word);
}

/**
 * The stem of a word in lower case: Porter's algorithm (1980), applied until nothing changes so that "environment" and
 * "environmental" meet, without the "i" that it leaves for "y". Words with other letters than a to z stay as they are.
 */
export function stemOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  let stem = word;
  for (let next = stemmer(stem); next !== stem; next = stemmer(stem)) stem = next;
  return stem.length > 3 ? stem.replace(/i$/, "") : stem;
}

/** `Berlin's` -> `Berlin`; `co-hosts` -> `co`, `hosts`; names with digits, paths and versions stay whole. */
function partsOf(token: string): string[] {
  const bare = token.replace(/['’](?:s|S)$/, "").replace(/n['’]t$/i, " not");
  if (UNSPACED.test(bare))
    return Array.from({ length: Math.max(1, bare.length - 1) }, (_, at) => bare.slice(at, at + 2));
  if (/[\d/_@#:]/.test(bare) || /\.\p{L}/u.test(bare)) return [bare.replace(/[.:]+$/, "")];
  const parts = bare.split(/[-'’.+\s]+/).filter((part) => part !== "");
  // "team-a" and "eu-west" are one name each.
  return parts.some((part) => part.length <= 2) && bare.includes("-") ? [bare] : parts;
}

function kindOf(part: string, lower: string): NoteWord["kind"] {
  if (/^[-+−$€£¥]?[\d.,:]+%?$/.test(part) || NUMBER_WORDS.has(lower)) return "number";
  if (MEANINGFUL.has(lower) || !/[\p{L}\p{N}]/u.test(part)) return "function";
  return /^\p{Lu}/u.test(part) || /[\d/_@#\\]|^--?\p{L}|-\p{L}{1,2}$/u.test(part) ? "name" : "word";
}

/** Case says something in paths and identifiers, and in one or two capitals ("US", "5 M"). */
function stemIn(part: string, lower: string, isShouting: boolean): string {
  const isCaseTelling = /[\d/_@#\\.]|^--?\p{L}/u.test(part) || /^\p{Lu}{1,2}$/u.test(part);
  if (isCaseTelling && !isShouting && part !== "I" && part !== "A") return part;
  const hyphen = lower.lastIndexOf("-") + 1;
  return lower.slice(0, hyphen) + stemOf(NUMBER_WORDS.get(lower) ?? UNITS.get(lower) ?? lower.slice(hyphen));
}

/** Runs through a text and knows how far a denial and a joint reach. */
type Reading = { denied: number; isJoined: boolean; isShouting: boolean };

function readGap(reading: Reading, gap: string): void {
  if (/[,;&+]/.test(gap)) reading.isJoined = true;
  if (/[,;.:]/.test(gap) && reading.denied <= DENIAL_WORDS) reading.denied = 0;
}

function readPart(reading: Reading, part: string): NoteWord | null {
  const word = part.toLowerCase();
  if (DENIALS.has(word)) reading.denied = DENIAL_WORDS + 1;
  if (word === "and") reading.isJoined = true;
  if (BENIGN.has(word)) return null;
  const found = kindOf(part, word);
  const kind = found === "name" && reading.isShouting && isPlainWord(part) ? "word" : found;
  const isDenied = reading.denied > 0 && kind !== "function";
  const read = { stem: stemIn(part, word, reading.isShouting), word, kind, isDenied, isJoined: reading.isJoined };
  reading.isJoined = false;
  if (isDenied) reading.denied -= 1;
  return read;
}

/** The words of a note that say something, in order; of long texts the first 1,000 characters. */
export function noteWords(text: string): NoteWord[] {
  const words: NoteWord[] = [];
  const isShouting = /\p{Lu}/u.test(text) && text === text.toUpperCase();
  const reading: Reading = { denied: 0, isJoined: false, isShouting };
  let end = 0;
  for (const match of text.slice(0, CHARACTERS_MAX).matchAll(WORD)) {
    readGap(reading, text.slice(end, match.index));
    end = match.index + match[0].length;
    for (const part of partsOf(match[0])) {
      const word = readPart(reading, part);
      if (word) words.push(word);
    }
  }
  return words;
}
