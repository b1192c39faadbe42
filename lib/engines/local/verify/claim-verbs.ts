/**
 * Stands for the attribute in "runs in eu-west-1", "is deployed on node-7": any attribute that says where a thing is. A match
 * through it may confirm, never refute.
 */
export const PLACE_WORD = "whereabout";

/** Attributes that say where a thing is. */
const PLACES = new Set(
  "region zone location cluster namespace datacenter host node server country city folder path directory bucket site room shelf warehouse building floor".split(
    " ",
  ),
);

export const isPlaceAttribute = (words: readonly string[]): boolean => words.length === 1 && PLACES.has(words[0] ?? "");

const VERSION = /^v?\d{1,6}(?:\.\d{1,6}){1,3}(?:[-+][\w.]{1,30})?$/i;
const PORT = /^:?([1-9]\d{1,4})$/;
const PLACED =
  /^(?:deployed|hosted|located|stored|running|based|installed|housed|kept|placed) (?:in|on|at) (?:the )?(\S+)$/i;
const PLACE_NAME = /^(?=[\w.-]*[\p{L}_])[\p{L}\p{N}_][\p{L}\p{N}_./-]{1,60}$/u;

/** Verbs that name an attribute, with the words between them and the value. */
const VERBS: [pattern: RegExp, attribute: string][] = [
  [/^costs?$/i, "price"],
  [/^weighs?$/i, "weight"],
  [/^expires?(?: (?:on|at|in))?$/i, "expiry"],
  [/^belongs?(?: to)?$/i, "owner"],
  [/^(?:depends?|relies|rely) on$/i, "dependency"],
  [/^reports? to$/i, "manager"],
];

/** The attribute that a verb with its preposition tells of the value after it, and the value; null when it tells none. */
export function attributeOfVerb(phrase: string, rest: string): { attribute: string; value: string } | null {
  const own = VERBS.find(([pattern]) => pattern.test(phrase))?.[1];
  if (own !== undefined) return { attribute: own, value: rest };
  const port = /^(?:listens?|runs?|starts?) on$/i.test(phrase) ? PORT.exec(rest)?.[1] : undefined;
  if (port !== undefined) return { attribute: "port", value: port };
  if (/^(?:runs?|uses?)(?: (?:on|at))?$/i.test(phrase) && VERSION.test(rest))
    return { attribute: "version", value: rest };
  return isPlaced(phrase, rest) ? { attribute: PLACE_WORD, value: rest } : null;
}

function isPlaced(phrase: string, rest: string): boolean {
  return /^(?:runs?|lives?|sits?|resides?|operates?) (?:in|on|at)$/i.test(phrase) && PLACE_NAME.test(rest);
}

/** What "on 1.4.2", "in eu-west-1" or "deployed in eu-west-1" say after "is"; null when it is something else. */
export function attributeOfState(text: string): { attribute: string; value: string } | null {
  const placed = PLACED.exec(text)?.[1];
  if (placed !== undefined && PLACE_NAME.test(placed)) return { attribute: PLACE_WORD, value: placed };
  const [, preposition = "", rest = ""] = /^(in|on|at) (\S+)$/i.exec(text) ?? [];
  if (rest === "") return null;
  if (preposition !== "in" && VERSION.test(rest)) return { attribute: "version", value: rest };
  return preposition !== "on" && PLACE_NAME.test(rest) && !VERSION.test(rest)
    ? { attribute: PLACE_WORD, value: rest }
    : null;
}
