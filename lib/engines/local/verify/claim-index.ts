import { compareText } from "@/lib/engines/local/text/text-lines";
import type { ClaimStatement } from "@/lib/engines/local/verify/claim-statement";
import { readStatements } from "@/lib/engines/local/verify/claim-statements";
import { isPlaceAttribute, PLACE_WORD } from "@/lib/engines/local/verify/claim-verbs";
import { isNeutralWord, isStopWord, tokensOf } from "@/lib/engines/local/verify/claim-words";
import { type Claim, lookUpWord, lookUpWords, splitUnit } from "@/lib/engines/local/verify/claims";
import type { FactName } from "@/lib/engines/local/verify/fact-subject";
import type { EngineMemory } from "@/lib/engines/types";

/** A claim of the snapshot with the statement that it belongs to; `number` counts the claims of the snapshot. */
export type IndexedClaim = { number: number; claim: Claim; statement: ClaimStatement; headings: string[][] };

/** The claims of a snapshot by a word of the name and a word of the attribute: what has no such pair need not be compared. */
export type ClaimIndex = { claims: IndexedClaim[]; byPair: Map<string, IndexedClaim[]> };

const HEADING_WORDS_MAX = 24;
/** More claims than this with one pair of words say the same thing of the same thing; the first ones stand for all. */
const CLAIMS_PER_PAIR_MAX = 100;

const indexBySnapshot = new WeakMap<EngineMemory[], ClaimIndex>();

function pairsOf({ claim, headings }: IndexedClaim): Set<string> {
  const pairs = new Set<string>();
  const above = headings.flat().slice(-HEADING_WORDS_MAX);
  for (const { words } of claim.readings) {
    const names = new Set([...words, ...above].filter((word) => !isStopWord(word)));
    const attributes = new Set([...words.map(lookUpWord), ...lookUpWords(words)].filter((word) => !isStopWord(word)));
    for (const name of names) for (const attribute of attributes) pairs.add(`${name} ${attribute}`);
  }
  return pairs;
}

/** The index of a snapshot, made once for all transcripts of a dream that share it. */
export function claimIndexOf(memories: EngineMemory[]): ClaimIndex {
  const known = indexBySnapshot.get(memories);
  if (known) return known;
  const index: ClaimIndex = { claims: [], byPair: new Map() };
  for (const { path, content } of [...memories].sort((a, b) => compareText(a.path, b.path))) {
    for (const statement of readStatements(path, content)) {
      const headings = statement.headings.map(tokensOf);
      for (const claim of statement.stated.claims)
        add(index, { number: index.claims.length, claim, statement, headings });
    }
  }
  indexBySnapshot.set(memories, index);
  return index;
}

function add(index: ClaimIndex, indexed: IndexedClaim): void {
  index.claims.push(indexed);
  for (const pair of pairsOf(indexed)) {
    const list = index.byPair.get(pair);
    if (!list) index.byPair.set(pair, [indexed]);
    else if (list.length < CLAIMS_PER_PAIR_MAX) list.push(indexed);
  }
}

/** The claims that may be about that attribute of a thing of one of these names. */
export function findClaims(index: ClaimIndex, names: FactName[], attribute: string[]): Set<IndexedClaim> {
  const folded = lookUpWords(splitUnit(attribute).words).filter((word) => !isStopWord(word));
  const telling = folded.find((word) => !isNeutralWord(word)) ?? folded[0];
  const found = new Set<IndexedClaim>();
  if (telling === undefined) return found;
  const keys = isPlaceAttribute(attribute) ? [telling, PLACE_WORD] : [telling];
  for (const { words } of names) {
    const longest = words.reduce((best, word) => (word.length > best.length ? word : best), "");
    for (const key of keys) for (const indexed of index.byPair.get(`${longest} ${key}`) ?? []) found.add(indexed);
  }
  return found;
}
