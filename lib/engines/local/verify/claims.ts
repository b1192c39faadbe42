import { type ClauseReading, readClause } from "@/lib/engines/local/verify/claim-clauses";
import { isUnitSuffix } from "@/lib/engines/local/verify/claim-units";
import { type ClaimValue, readValue, withUnit } from "@/lib/engines/local/verify/claim-values";
import { foldWord, foldWords, nearWord, tokensOf } from "@/lib/engines/local/verify/claim-words";

/**
 * One way to understand a statement. Subject and attribute are not told apart here: a sentence does not say where one ends,
 * the object of a transcript that it is held against does.
 */
export type ClaimReading = {
  /** The words beside the value, as written, in lower case: ids and names are looked for in them. */
  words: string[];
  /** The words of a key that is written with its parents (`retry.max`), joined by spaces; null when there is none. */
  dotted: string | null;
  value: ClaimValue;
  isNegated: boolean;
  isCount: boolean;
  isGuess: boolean;
  /** A later sentence is about what the first one named, not about the heading: the name must stand in its own words. */
  isLater: boolean;
  /** The text in the line that stands for the value, null when it cannot simply be replaced. */
  shown: string | null;
};

/** A statement about one value, with all the ways to read it. */
export type Claim = { readings: ClaimReading[] };

/** What a text states. `isWhole`: nothing of the text is left over that no claim covers. */
export type StatedClaims = { claims: Claim[]; isWhole: boolean };

/** Longer notes tell stories; a mark on them would say too much. */
const TEXT_CHARACTERS_MAX = 600;
const CLAIMS_PER_TEXT_MAX = 12;
export const CLAIM_WORDS_MAX = 14;

/** The words of an attribute without the unit that ends them (`timeout_ms`), and that unit. */
export function splitUnit(words: string[]): { words: string[]; unit: string | null } {
  const last = words.at(-1);
  if (words.length < 2 || last === undefined || !isUnitSuffix(last)) return { words, unit: null };
  return { words: words.slice(0, -1), unit: last };
}

const DOTTED = /(?<![\w./-])[A-Za-z_][\w-]{0,40}(?:\.[A-Za-z_][\w-]{0,40}){1,8}(?![\w/-]|\.\w)/;

function dottedIn(text: string): string | null {
  const dotted = DOTTED.exec(text)?.[0];
  return dotted === undefined ? null : splitUnit(tokensOf(dotted)).words.join(" ");
}

function toReading(clause: ClauseReading, prefix: string): ClaimReading[] {
  const value = readValue(clause.value);
  if (value === null) return [];
  const all = tokensOf(`${prefix} ${clause.words}`);
  const { words, unit } = value.kind === "number" && value.unit === null ? splitUnit(all) : { words: all, unit: null };
  if (words.length === 0 || words.length > CLAIM_WORDS_MAX) return [];
  const { isNegated, isCount, isGuess, shown } = clause;
  return [
    {
      words,
      dotted: dottedIn(clause.words),
      value: { ...withUnit(value, unit), raw: value.raw },
      isNegated,
      isCount,
      isGuess,
      isLater: false,
      shown: shown !== null && shown === clause.value ? value.raw : (shown?.replace(/[.;,!]+$/, "") ?? null),
    },
  ];
}

function claimOf(clause: string, prefix: string): Claim | null {
  const readings = readClause(clause).flatMap((reading) => toReading(reading, prefix));
  return readings.length === 0 ? null : { readings };
}

/** "cabin is economy, insurance is no": every part is a clause of its own, or the whole is one. */
function claimsOfRest(rest: string, prefix: string): Claim[] | null {
  const parts = rest.split(/,\s+(?:and\s+)?|;\s+|\s+and\s+/);
  // Without a common beginning the later parts leave their subject out.
  if (parts.length > 1 && prefix !== "") {
    const claims = parts.map((part) => claimOf(part, prefix));
    if (claims.every((claim) => claim !== null)) return claims;
  }
  const claim = claimOf(rest, prefix);
  return claim === null ? null : [claim];
}

function claimsOfSentence(sentence: string): Claim[] | null {
  const labelled = /^([^:=]{1,80}):\s+(.+)$/.exec(sentence);
  const prefix = labelled?.[1] ?? "";
  if (labelled && !/\b(?:is|are|has|have)\b/i.test(prefix)) {
    const claims = claimsOfRest(labelled[2] ?? "", prefix);
    if (claims !== null) return claims;
  }
  return claimsOfRest(sentence, "");
}

const later = ({ readings }: Claim): Claim => ({ readings: readings.map((one) => ({ ...one, isLater: true })) });

/** Reads what a text states of single values. Emphasis and code marks are looked through. Pure; cost is linear in the text. */
export function readStatedClaims(text: string): StatedClaims {
  if (text.length > TEXT_CHARACTERS_MAX) return { claims: [], isWhole: false };
  const plain = text
    .replace(/\*\*|__(?=\S)|(?<=\S)__|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const sentences = plain.split(/(?<=[.;!?])\s+(?=\S)/).slice(0, CLAIMS_PER_TEXT_MAX + 1);
  const stated = sentences.map((sentence, index) => {
    const claims = claimsOfSentence(sentence.replace(/[.;!]+$/, ""));
    return index === 0 ? claims : (claims?.map(later) ?? null);
  });
  const claims = stated.flatMap((found) => found ?? []);
  return {
    claims: claims.slice(0, CLAIMS_PER_TEXT_MAX),
    isWhole: claims.length <= CLAIMS_PER_TEXT_MAX && stated.every((found) => found !== null),
  };
}

/** A word of a claim or an attribute as it is looked up: near words have one form. */
export const lookUpWord = (word: string): string => nearWord(foldWord(word));

/** All words of a phrase as they are looked up. */
export const lookUpWords = (words: string[]): string[] => foldWords(words).map(nearWord);
