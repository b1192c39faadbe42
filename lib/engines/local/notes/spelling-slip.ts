import { areBothWords } from "@/lib/engines/local/notes/confusable-words";
import { isDenial, isFunctionWord } from "@/lib/engines/local/notes/note-words";

/** Shorter texts give too little beside the slip to be sure that they are the same. */
const CHARACTERS_MIN = 24;
const WORD_CHARACTERS_MIN = 5;

/** The form in which spellings are compared: lower case, without punctuation that ends or encloses words. */
export function plainSpelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}%'/_@#:.-]+/gu, " ")
    .replace(/[.:]+(?=\s|$)/g, "")
    .trim();
}

/** Where the word around position `at` begins and ends. */
function wordAt(text: string, at: number): string {
  const start = text.lastIndexOf(" ", at - 1) + 1;
  const end = text.indexOf(" ", at);
  return text.slice(start, end < 0 ? text.length : end);
}

/** One letter too few, or two swapped: `longer` with the slip at `at` reads as `shorter`. */
function isSlipAt(longer: string, shorter: string, at: number): boolean {
  if (longer.length === shorter.length + 1) return longer.slice(at + 1) === shorter.slice(at);
  return (
    longer.length === shorter.length &&
    longer[at] === shorter[at + 1] &&
    longer[at + 1] === shorter[at] &&
    longer.slice(at + 2) === shorter.slice(at + 2)
  );
}

/** What tells of the words of the two texts that are compared. */
export type KnownWords = {
  /** Whether a word stands in other notes too: when both spellings do, both are meant. */
  isKnown?: ((word: string) => boolean) | undefined;
  /** Whether a word is a name in one of the texts. */
  isName?: ((word: string) => boolean) | undefined;
};

/** Scripts in which one letter is seldom a word, an ending or a prefix of its own. */
const ALPHABETIC = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}']+$/u;
/** A last letter that makes another form of a word, or another name: "cache", "cached"; "Martin", "Martina". */
const ENDING_LETTER = /[sdryaoen]$/;
/** Shorter words turn into others when their first letter is left out: "port", "sport". */
const WITHOUT_FIRST_MIN = 6;

/** "compilers" and "compiles", "handler" and "handle". */
function isOtherEnding(word: string, slip: string): boolean {
  return (word.slice(0, -1) === slip && ENDING_LETTER.test(word)) || word === slip.replace(/s$/, "rs");
}

/** Whether a word with a letter left out or two letters swapped may be a word, or a name, of its own. */
function mayBeMeant(word: string, slip: string, { isKnown, isName }: KnownWords): boolean {
  if (areBothWords(word, slip)) return true;
  // What is left of "is" or "their" is seldom a word, but "not" must not be lost.
  if (isFunctionWord(word)) return isDenial(word) || isDenial(slip);
  // "atypical" and "typical": a letter before a word may deny it.
  if (word.slice(1) === slip && (word.length < WITHOUT_FIRST_MIN || word.startsWith("a"))) return true;
  if (isOtherEnding(word, slip)) return true;
  // "Christian" and "Christina"
  if (word.length === slip.length && (isName?.(word) || isName?.(slip))) return true;
  return (isKnown?.(word) && isKnown(slip)) ?? false;
}

/**
 * Whether two texts (see `plainSpelling`) differ by one slip of the pen: a letter or a space left out, or two letters
 * swapped, in a word of letters. A different letter is a different word ("port", "post"), and so is what reads as a word of
 * its own ("contract", "contact").
 */
export function differsBySlip(a: string, b: string, known: KnownWords = {}): boolean {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (shorter.length < CHARACTERS_MIN || longer.length - shorter.length > 1 || longer === shorter) return false;
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  if (!isSlipAt(longer, shorter, at)) return false;
  const [word, slip] = [wordAt(longer, at), wordAt(shorter, at)];
  if (longer[at] === " ") return word.length > 1 && ALPHABETIC.test(slip) && isJoint(longer, at);
  if (!ALPHABETIC.test(word) || !(slip === "" || ALPHABETIC.test(slip)) || word.length < 2) return false;
  if (isFunctionWord(word) && isFunctionWord(slip)) return false;
  // "npm" and "pnpm": of short words every letter counts.
  if (word.length < WORD_CHARACTERS_MIN && !isFunctionWord(word)) return false;
  return !mayBeMeant(word, slip, known);
}

/** "a part" and "apart", "every day" and "everyday" are both meant; "thedatabase" is a slip. */
function isJoint(longer: string, at: number): boolean {
  const [before, after] = [wordAt(longer, at - 1), wordAt(longer, at + 1)];
  return (
    !/^(?:a|al?l|any|every|may|some|in|on|up|over|out|under|no|can|set|back|log|check|time|now|never|work|shut|start|sign|break|roll|hand|fail|build|run)$/.test(
      before,
    ) && after.length > 1
  );
}
