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
  /** After "is", "in" and the like: not part of a name that the word before belongs to. */
  isApart: boolean;
};

/** Left out, but they end a name: "Acme is on the Gold plan". */
const PARTING = new Set(
  "is are was were be been has have had does do did in on at with as for into onto about while where".split(" "),
);
/** Words that change nothing about what a sentence claims. */
const BENIGN = new Set(
  "a an the and is are was were be been being am has have had do does did that which who whom whose this these those it its their his her they he she them him of in on at for as with both each also just then than there here so too very own same such into onto about where while will would though although & himself herself itself themselves".split(
    " ",
  ),
);
/** Words without content of their own that change what is claimed: direction, condition, obligation, quantity, denial. */
const MEANINGFUL = new Set(
  "some not no never none neither nor without cannot non only solely exclusively alone from to by after before until till unless if when whenever once since during may might could can should must shall never always sometimes often rarely more less most least over under above below between through against or but except instead rather all any every either up down out off again further within".split(
    " ",
  ),
);
/** Words that deny what follows, outright or by what they tell of it. */
const DENIALS = new Set(
  "not no never none neither nor without cannot non dislike dislikes hates stopped quit ceased refuses lacks nicht kein keine keinen keinem keiner keines nie niemals ohne pas jamais aucun aucune sans nunca jamás sin ningún ninguna não nem sem niet geen nooit zonder inte ingen aldrig utan bez не нет никогда без".split(
    " ",
  ),
);
/** True for a function word in lower case: it carries no content of its own. */
export function isFunctionWord(word: string): boolean {
  return BENIGN.has(word) || MEANINGFUL.has(word);
}

/** True for a word in lower case that denies what follows. */
export function isDenial(word: string): boolean {
  return DENIALS.has(word);
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
/** "25MB" is "25 MB"; letters that may as well be part of a name ("3d", "5g") are left where they are. */
const MEASURE =
  /^([-+−]?\d+(?:[.,]\d+)*)(ms|s|secs?|min|mins|hrs?|[kKMGTP]i?[bB]|[kMG]Hz|%|px|km|kg|cm|mm|kWh?|EUR|USD|GBP|CHF)$/;
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
  const bare = token
    .replace(/['’](?:s|S)$/, "")
    .replace(/^can['’]t$/i, "cannot")
    .replace(/^won['’]t$/i, "will not")
    .replace(/n['’]t$/i, " not");
  if (UNSPACED.test(bare))
    return Array.from({ length: Math.max(1, bare.length - 1) }, (_, at) => bare.slice(at, at + 2));
  const measure = MEASURE.exec(bare);
  if (measure?.[1] !== undefined && measure[2] !== undefined) return [measure[1], measure[2]];
  if (/[\d/_@#:]|\+\+$/.test(bare) || /\.\p{L}/u.test(bare)) return [bare.replace(/[.:]+$/, "")];
  const parts = bare.split(/[-'’.+\s]+/).filter((part) => part !== "");
  // "team-a" and "eu-west" are one name each.
  return parts.some((part) => part.length <= 2) && bare.includes("-") ? [bare] : parts;
}

function kindOf(part: string, lower: string): NoteWord["kind"] {
  if (/^[-+−$€£¥]?[\d.,:]+%?$/.test(part) || NUMBER_WORDS.has(lower)) return "number";
  if (MEANINGFUL.has(lower) || !/[\p{L}\p{N}]/u.test(part)) return "function";
  return /^\p{Lu}/u.test(part) || /[\d/_@#\\]|^--?\p{L}|-\p{L}{1,2}$/u.test(part) ? "name" : "word";
}

/** Case says something in paths and identifiers, and in one or two capitals and units ("US", "5 M", "Mb"). */
function stemIn(part: string, lower: string, isShouting: boolean): string {
  const isCaseTelling =
    /[\d/_@#\\.+]|^--?\p{L}|^\p{Ll}+\p{Lu}/u.test(part) || /^(?:\p{Lu}{1,2}|[kMGT]i?[bB])$/u.test(part);
  if (isCaseTelling && !isShouting && part !== "I" && part !== "A") return part;
  const hyphen = lower.lastIndexOf("-") + 1;
  return lower.slice(0, hyphen) + stemOf(NUMBER_WORDS.get(lower) ?? UNITS.get(lower) ?? lower.slice(hyphen));
}

/** Runs through a text and knows how far a denial and a joint reach. */
type Reading = { denied: number; isJoined: boolean; isApart: boolean; isShouting: boolean };

function readGap(reading: Reading, gap: string): void {
  if (/[,;&+]/.test(gap)) reading.isJoined = true;
  if (/[,;.:]/.test(gap) && reading.denied <= DENIAL_WORDS) reading.denied = 0;
}

function readPart(reading: Reading, part: string): NoteWord | null {
  const word = part.toLowerCase();
  if (DENIALS.has(word)) reading.denied = DENIAL_WORDS + 1;
  if (word === "and") reading.isJoined = true;
  reading.isApart ||= PARTING.has(word);
  if (BENIGN.has(word)) return null;
  const found = kindOf(part, word);
  const kind = found === "name" && reading.isShouting && isPlainWord(part) ? "word" : found;
  const isDenied = reading.denied > 0 && kind !== "function";
  const { isJoined, isApart } = reading;
  const read = { stem: stemIn(part, word, reading.isShouting), word, kind, isDenied, isJoined, isApart };
  reading.isJoined = false;
  reading.isApart = false;
  if (isDenied) reading.denied -= 1;
  return read;
}

/** The words of a note that say something, in order; of long texts the first 1,000 characters. */
export function noteWords(text: string): NoteWord[] {
  const words: NoteWord[] = [];
  const isShouting = /\p{Lu}/u.test(text) && text === text.toUpperCase();
  const reading: Reading = { denied: 0, isJoined: false, isApart: false, isShouting };
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
