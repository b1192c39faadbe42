import { type Comparison, compareValues } from "@/lib/engines/local/verify/claim-compare";
import { type ClaimValue, listValue, readValue, withUnit } from "@/lib/engines/local/verify/claim-values";
import { isPlaceAttribute, PLACE_WORD } from "@/lib/engines/local/verify/claim-verbs";
import {
  findRun,
  foldWord,
  foldWords,
  isCountWord,
  isLabelWord,
  isNeutralWord,
  isStopWord,
  isWorldWord,
  nearWord,
  tokensOf,
} from "@/lib/engines/local/verify/claim-words";
import type { ClaimReading } from "@/lib/engines/local/verify/claims";
import { splitUnit } from "@/lib/engines/local/verify/claims";
import type { JsonNode } from "@/lib/engines/local/verify/fact-json";
import type { FactName } from "@/lib/engines/local/verify/fact-subject";
import type { TranscriptFact } from "@/lib/engines/local/verify/fact-walk";
import type { FactScope } from "@/lib/engines/local/verify/fact-worlds";

/**
 * How a fact bears on a reading of a statement. `scope` tells things of the same name apart; `distance` counts the keys
 * between thing and attribute that the statement does not name: `shipping.city` is farther from "the city" than `city`.
 */
export type ClaimMatch = {
  comparison: Comparison;
  isExact: boolean;
  scope: string;
  distance: number;
  found: ClaimValue;
  /** Matched as one of several attributes that say where a thing is: another value may be about another one of them. */
  isPlace: boolean;
};

/** Keys that only wrap what they hold. */
const WRAPPERS = new Set(
  "data result response item body payload attribute spec metadata object content detail config configuration setting option property param parameter info information address location contact".split(
    " ",
  ),
);
/** Headings that name no thing. */
const PLAIN_HEADINGS = new Set(
  "notes note memory memories facts fact misc general config configuration settings setting setup index readme overview reference knowledge learnings project team todo values limits environment details about of the and for".split(
    " ",
  ),
);

/** Attributes whose values are names even where they look like numbers: version 1.10 is not 1.1. */
const NAMED_BY_NUMBER = new Set("version release tag revision build".split(" "));

/** Words for a state: another one of them refutes "the ticket is open" even though no attribute is named. */
const STATES = new Set(
  "open opened closed active inactive enabled disabled pending done complete completed cancelled canceled resolved running stopped failed passed merged draft archived paused shipped delivered processed processing available unavailable online offline healthy unhealthy blocked approved rejected expired suspended".split(
    " ",
  ),
);

/** The value of a fact, or null when it is no value that can be compared. */
export function factValue(node: JsonNode, unit: string | null): ClaimValue | null {
  if (node.type === "array") {
    const items = node.items.flatMap((item) =>
      item.type === "scalar" && item.value !== null ? [String(item.value)] : [],
    );
    return listValue(items.join(", "), items);
  }
  if (node.type !== "scalar" || node.value === null) return null;
  const value = readValue(String(node.value));
  return value && withUnit(value, unit);
}

const worldsByHeadings = new WeakMap<string[][], string[]>();

/** The words of the headings that tell of another environment or time; the headings of a claim are asked for again and again. */
function worldsOf(headings: string[][]): string[] {
  const known = worldsByHeadings.get(headings);
  if (known) return known;
  const worlds = headings.flatMap((words) => words.filter(isWorldWord));
  worldsByHeadings.set(headings, worlds);
  return worlds;
}

type Found = { rest: string[]; name: FactName };

/** Keys above a value name a thing only where nothing else does: no heading, and for a dotted key the statement writes it so. */
function isNamedByKeys(reading: ClaimReading, headings: string[][], fact: TranscriptFact): boolean {
  const said = (word: string) => PLAIN_HEADINGS.has(word) || fact.subject.context.has(foldWord(word));
  const [name] = fact.subject.names;
  if (!name || findRun(reading.words, name.words) < 0 || !headings.flat().every(said)) return false;
  const key = [...name.words, ...splitUnit(fact.attribute).words].join(" ");
  return reading.dotted === null ? fact.naming === "key" : reading.dotted === key;
}

/** Takes the name out of the words; a name in a heading leaves the words whole. Null where none of the names stands. */
function findName(reading: ClaimReading, headings: string[][], names: FactName[]): Found | null {
  const worlds = worldsOf(headings);
  for (const name of names) {
    const at = findRun(reading.words, name.words);
    if (at < 0) continue;
    const rest = [...reading.words.slice(0, at), ...reading.words.slice(at + name.words.length), ...worlds];
    // "booking K7PQ2": the word before such an id can only say what it is.
    const before = reading.words[at - 1];
    const isNoun = name.isStrong && /[a-z]/.test(name.words.join("")) && before !== undefined && !isStopWord(before);
    return { rest: isNoun ? [...rest.slice(0, at - 1), `^${before}`, ...rest.slice(at)] : rest, name };
  }
  if (reading.isLater) return null;
  for (const name of names) {
    const heading = headings.find((words) => findRun(words, name.words) >= 0);
    if (heading) return { rest: [...reading.words, ...worlds], name };
  }
  return null;
}

type Attribute = { isExact: boolean; left: string[] };

/** Whether the words name the fact's attribute, and which are left over. */
function findAttribute(rest: string[], reading: ClaimReading, own: string[]): Attribute | null {
  const folded = foldWords(rest.map((word) => word.replace(/^\^/, "")));
  const left = rest.length === folded.length ? [...rest] : [...folded];
  const wanted = foldWords(own).filter((word) => !isStopWord(word));
  const needed = wanted.filter((word) => !isNeutralWord(word));
  let isExact = true;
  const used = new Set<number>();
  for (const word of needed.length > 0 ? wanted : foldWords(own)) {
    const exact = folded.findIndex((other, index) => other === word && !used.has(index));
    const at =
      exact >= 0 ? exact : folded.findIndex((other, index) => nearWord(other) === nearWord(word) && !used.has(index));
    if (at >= 0) used.add(at);
    if (exact >= 0) continue;
    if (at < 0 && (needed.includes(word) || needed.length === 0)) return null;
    if (at >= 0 || !(reading.isCount && isCountWord(word))) isExact = false;
  }
  return { isExact, left: left.filter((_, index) => !used.has(index)) };
}

/** The words that are left must say nothing that the fact does not say too. */
function isCovered(word: string, fact: TranscriptFact): boolean {
  if (word.startsWith("^") && !isWorldWord(word.slice(1))) return true;
  const folded = foldWord(word.replace(/^\^/, ""));
  return isStopWord(word) || isLabelWord(word) || fact.subject.context.has(folded) || fact.path.includes(folded);
}

function compare(reading: ClaimReading, found: ClaimValue): Comparison {
  const plain = compareValues(reading.value, found);
  if (!reading.isNegated || plain === "unclear") return plain;
  return plain === "equal" ? "different" : "equal";
}

function isState(value: ClaimValue): boolean {
  return value.kind === "text" && value.words.length === 1 && STATES.has(value.words[0] ?? "");
}

/** The scopes of a fact that a statement does not name, and how many keys above the value it leaves out. */
function unsaidOf(reading: ClaimReading, headings: string[][], { subject, path }: TranscriptFact) {
  if (subject.scopes.length === 0 && path.length === 0) return { unsaid: [], distance: 0 };
  const said = new Set([...reading.words, ...headings.flat(), ...tokensOf(reading.value.raw)]);
  const unsaid = subject.scopes.filter(({ words }) => !words.every((word) => said.has(word)));
  const folded = path.length === 0 ? said : new Set([...said].map(foldWord));
  const left = path.filter((word) => !WRAPPERS.has(word) && !folded.has(word) && !subject.context.has(word));
  return { unsaid, distance: left.length };
}

/** The attribute is the one that the statement names, nothing is left out on either side, and nothing is guessed. */
function isExactMatch(
  { reading, fact, found, value }: { reading: ClaimReading; fact: TranscriptFact; found: Found; value: ClaimValue },
  unsaid: FactScope[],
): boolean {
  if (fact.naming === "key" && (fact.subject.scopes.length === 0 || unsaid.length > 0)) return false;
  if (unsaid.some(({ isWorld }) => isWorld) || (unsaid.length > 0 && !found.name.isStrong)) return false;
  if (reading.isGuess && !(isState(reading.value) && isState(value))) return false;
  return !(fact.isLog && value.kind === "number");
}

/** Version 1.10 is not 1.1: only the same text is the same number of a version. */
function isOtherVersion(attribute: string[], claimed: ClaimValue, found: ClaimValue): boolean {
  return found.kind === "number" && found.raw !== claimed.raw && attribute.some((word) => NAMED_BY_NUMBER.has(word));
}

/** Compares a reading with a fact; null when they are not about the same attribute of the same thing. */
export function matchFact(reading: ClaimReading, headings: string[][], fact: TranscriptFact): ClaimMatch | null {
  if (fact.naming !== "own" && !isNamedByKeys(reading, headings, fact)) return null;
  const found = findName(reading, headings, fact.subject.names);
  if (!found) return null;
  const { words, unit } = splitUnit(fact.attribute);
  const isPlace = isPlaceAttribute(words) && reading.words.includes(PLACE_WORD);
  const attribute = findAttribute(found.rest, reading, isPlace ? [PLACE_WORD] : words);
  if (!attribute) return null;
  const extra = attribute.left.filter((word) => !isCovered(word, fact));
  if (!extra.every((word) => isNeutralWord(word))) return null;
  const value = factValue(fact.value, unit);
  if (!value) return null;

  const { unsaid, distance } = unsaidOf(reading, headings, fact);
  const [primary] = fact.subject.names;
  // A thing in two places is in none of them for sure: what tells those apart must not make two things of it.
  const apart = isPlace ? words : unsaid.flatMap((one) => one.words);
  const scope = [...(primary?.words ?? []), "/", ...apart].join(" ");
  const match = { scope, distance, found: value, isPlace };
  const isElsewhere = !found.name.isStrong && unsaid.some(({ isWorld }) => isWorld);
  if (isElsewhere || distance > 0 || isOtherVersion(words, reading.value, value))
    return { ...match, comparison: "unclear", isExact: false };
  const isExact =
    !isPlace && attribute.isExact && extra.length === 0 && isExactMatch({ reading, fact, found, value }, unsaid);
  const comparison = compare(reading, value);
  return { ...match, comparison: comparison === "different" && !isExact ? "unclear" : comparison, isExact };
}
