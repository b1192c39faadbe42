import { type Comparison, compareValues } from "@/lib/engines/local/claim-compare";
import { type ClaimValue, listValue, readValue, withUnit } from "@/lib/engines/local/claim-values";
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
} from "@/lib/engines/local/claim-words";
import type { ClaimReading } from "@/lib/engines/local/claims";
import { splitUnit } from "@/lib/engines/local/claims";
import type { JsonNode } from "@/lib/engines/local/fact-json";
import type { FactName } from "@/lib/engines/local/fact-subject";
import type { TranscriptFact } from "@/lib/engines/local/transcript-facts";

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
};

/** Keys that only wrap what they hold. */
const WRAPPERS = new Set(
  "data result response item body payload attribute spec metadata object content detail".split(" "),
);

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

type Found = { rest: string[]; name: FactName };

/** Takes the name out of the words; a name in a heading leaves the words whole. Null where none of the names stands. */
function findName(reading: ClaimReading, headings: string[][], names: FactName[]): Found | null {
  const worlds = headings.flatMap((words) => words.filter(isWorldWord));
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

/** Compares a reading with a fact; null when they are not about the same attribute of the same thing. */
export function matchFact(reading: ClaimReading, headings: string[][], fact: TranscriptFact): ClaimMatch | null {
  const found = findName(reading, headings, fact.subject.names);
  if (!found) return null;
  const { words: own, unit } = splitUnit(fact.attribute);
  const attribute = findAttribute(found.rest, reading, own);
  if (!attribute) return null;
  const extra = attribute.left.filter((word) => !isCovered(word, fact));
  if (!extra.every((word) => isNeutralWord(word))) return null;
  const value = factValue(fact.value, unit);
  if (!value) return null;

  const said = new Set([...reading.words, ...headings.flat()]);
  const unsaid = fact.subject.scopes.filter(({ words }) => !words.every((word) => said.has(word)));
  const [primary] = fact.subject.names;
  const scope = [...(primary?.words ?? []), "/", ...unsaid.flatMap(({ words }) => words)].join(" ");
  const saidFolded = new Set([...said].map(foldWord));
  const distance = fact.path.filter(
    (word) => !WRAPPERS.has(word) && !saidFolded.has(word) && !fact.subject.context.has(word),
  ).length;
  const plain = compare(reading, value);
  if (!found.name.isStrong && unsaid.some(({ isWorld }) => isWorld))
    return { comparison: "unclear", isExact: false, scope, distance, found: value };
  const isExact =
    attribute.isExact &&
    extra.length === 0 &&
    (found.name.isStrong || unsaid.length === 0) &&
    !unsaid.some(({ isWorld }) => isWorld) &&
    (!reading.isGuess || (isState(reading.value) && isState(value))) &&
    !(fact.isLog && value.kind === "number");
  return { comparison: plain === "different" && !isExact ? "unclear" : plain, isExact, scope, distance, found: value };
}
