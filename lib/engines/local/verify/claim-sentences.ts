import { compareValues } from "@/lib/engines/local/verify/claim-compare";
import type { ClaimIndex, IndexedClaim } from "@/lib/engines/local/verify/claim-index";
import type { ClaimMatch } from "@/lib/engines/local/verify/claim-match";
import { isLabelWord, isStopWord, isWorldWord } from "@/lib/engines/local/verify/claim-words";
import { type ClaimReading, lookUpWords, readStatedClaims } from "@/lib/engines/local/verify/claims";

/** A sentence of a transcript that states the same attribute of the same thing as a claim of the memory. */
export type SentenceMatch = { indexed: IndexedClaim; reading: ClaimReading; match: ClaimMatch; line: string };

const LINE_CHARACTERS_MAX = 400;
const LINES_MAX = 400;
const TELLING = /\b(?:is|are|has|runs?|listens?|uses?|costs?|equals)\b|[=:]/i;
const PROSE = /^[^{}();<>=|$\\]*\b(?:is|are|has|runs|listens|uses|costs)\b[^{}();<>=|$\\]*$/i;
const OPENING =
  /^(?:(?:no|nope|actually|correction|wrong|sorry|hm+|wait|that['’]?s (?:wrong|not right|incorrect|not correct))[,.:;!–—-]*\s+)+/i;
const CONTRAST = /[,;]?\s+(?:and not|not|instead of|rather than)\s+[^,.;]{1,60}(?=[.;!]?$)/i;

/** A person sets something right: "No, ...", "actually ...", "... is now ...", "..., not ...". */
export function isCorrection(line: string): boolean {
  return OPENING.test(line) || CONTRAST.test(line) || /\b(?:is|are) now\b/i.test(line);
}

/** A line of words, not of code or data: what tools print is mostly the latter, and is read elsewhere. */
export function isProseLine(line: string): boolean {
  return line.length <= 200 && PROSE.test(line);
}

function telling(words: string[]): string[] {
  return lookUpWords(words).filter((word) => !isStopWord(word) && !isLabelWord(word));
}

/** True when both are about the same: the words are the same, but for a heading that one of them has beside its words. */
function isSameTopic(said: ClaimReading, claimed: ClaimReading, headings: string[][]): boolean {
  const words = new Set(telling(said.words));
  const own = new Set(telling(claimed.words));
  if (words.size < 2 || ![...own].every((word) => words.has(word))) return false;
  const worlds = headings.flat().filter(isWorldWord);
  if (worlds.some((word) => !words.has(word))) return false;
  const missing = [...words].filter((word) => !own.has(word));
  if (missing.length === 0) return true;
  return headings.some((heading) => {
    const above = new Set(telling(heading));
    return above.size === missing.length && missing.every((word) => above.has(word));
  });
}

function candidates(index: ClaimIndex, reading: ClaimReading): Set<IndexedClaim> {
  const found = new Set<IndexedClaim>();
  const attributes = new Set(telling(reading.words));
  for (const name of reading.words) {
    if (isStopWord(name)) continue;
    for (const attribute of attributes) {
      for (const indexed of index.byPair.get(`${name} ${attribute}`) ?? []) found.add(indexed);
    }
  }
  return found;
}

function matchSentence(index: ClaimIndex, said: ClaimReading, line: string): SentenceMatch[] {
  if (said.isNegated || said.isGuess) return [];
  return [...candidates(index, said)].flatMap((indexed) => {
    const reading = indexed.claim.readings.find((one) => !one.isGuess && isSameTopic(said, one, indexed.headings));
    if (!reading) return [];
    const plain = compareValues(reading.value, said.value);
    const opposite = plain === "equal" ? "different" : "equal";
    const comparison = reading.isNegated && plain !== "unclear" ? opposite : plain;
    return [
      {
        indexed,
        reading,
        line,
        match: { comparison, isExact: true, scope: "", distance: 0, found: said.value, isPlace: false },
      },
    ];
  });
}

/** All sentences of a text that bear on claims of the memory, in order. `isWanted` chooses the lines that are read. */
export function matchSentences(index: ClaimIndex, text: string, isWanted: (line: string) => boolean): SentenceMatch[] {
  const lines = text.split(/\r?\n|(?<=[.!])\s+(?=[A-Z])/, LINES_MAX);
  return lines.flatMap((given) => {
    const line = given.trim();
    if (line.length > LINE_CHARACTERS_MAX || !TELLING.test(line) || !isWanted(line)) return [];
    const plain = line
      .replace(/^[-*+•]\s+/, "")
      .replace(OPENING, "")
      .replace(CONTRAST, "");
    return readStatedClaims(plain).claims.flatMap(({ readings }) =>
      readings.slice(0, 1).flatMap((reading) => matchSentence(index, reading, line)),
    );
  });
}
