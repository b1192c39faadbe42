import { isFunctionWord } from "@/lib/engines/local/note-words";

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

/**
 * Whether two texts (see `plainSpelling`) differ by one slip of the pen: a letter or a space left out, or two letters swapped, in a word of
 * letters. A different letter is a different word ("port", "post"). `isKnown` tells whether a word stands in other notes
 * too: when both spellings do, both are meant.
 */
export function differsBySlip(a: string, b: string, isKnown: (word: string) => boolean = () => false): boolean {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (shorter.length < CHARACTERS_MIN || longer.length - shorter.length > 1 || longer === shorter) return false;
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  if (!isSlipAt(longer, shorter, at)) return false;
  const [word, slip] = [wordAt(longer, at), wordAt(shorter, at)];
  if (longer[at] === " ") return word.length > 1 && /^\p{L}+$/u.test(slip);
  if (!/^[\p{L}\p{M}'-]{2,}$/u.test(word) || !/^[\p{L}\p{M}'-]*$/u.test(slip)) return false;
  if (isFunctionWord(word) && isFunctionWord(slip)) return false;
  // "npm" and "pnpm": of short words every letter counts.
  if (word.length < WORD_CHARACTERS_MIN && !isFunctionWord(word)) return false;
  // "atypical" and "typical": a letter before a word may deny it.
  if (word.slice(1) === slip && word.startsWith("a") && word.length > 4) return false;
  return !(isKnown(word) && isKnown(slip));
}
