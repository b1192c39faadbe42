import { attributeOfState, attributeOfVerb } from "@/lib/engines/local/verify/claim-verbs";

/** One way to read a clause: words that name the thing and its attribute, and the value, all as they stand in the text. */
export type ClauseReading = {
  words: string;
  value: string;
  isNegated: boolean;
  /** "has 3 bags": the words name what is counted. */
  isCount: boolean;
  /** The attribute is guessed: another value does not refute, unless both are words for a state. */
  isGuess: boolean;
  /** The text that another value would replace, or null when the sentence would no longer be right. */
  shown: string | null;
};

/** Words that make a clause a condition, a guess, a plan, the past, or somebody's saying; nothing is read from it. */
const HEDGED =
  /\b(?:if|unless|when|whenever|while|until|till|before|after|except|maybe|perhaps|probably|likely|possibly|might|could|should|must|would|will|shall|was|were|used to|previously|formerly|usually|sometimes|often|normally|typically|mostly|expected|planned|planning|supposed|assumed?|thinks?|believed?|unsure|seems?|appears?|or|either|neither|nor|although|though|because|e\.g|example|pretend|says?|said|claims|claimed|told|wants?|requested|asks?|asked|never|always|no longer|not yet)\b|\bmay (?!\d)|\?/i;
const COPULA =
  /^(.{1,120}?)\s+(?:is|are|equals)\s+(?:(?:still|now|currently|set to|configured (?:as|to)|called|named)\s+)?(not\s+)?(.+)$/i;
const HAS = /^(.{1,120}?)\s+(?:has|have|includes?|contains?)\s+(.+)$/i;
const VERB =
  /^(.{1,120}?)\s+((?:runs?|listens?|lives?|sits?|operates?|starts?|resides?|uses?|needs?|costs?|weighs?|expires?|belongs?|depends?|relies|rely|reports?)(?:\s+(?:on|in|at|with|under|as|to))?)\s+(?:(?:a|an|the)\s+)?(.+)$/i;
const STATE_OF =
  /^(enabled|disabled|on|off|active|inactive|required|optional|allowed|forbidden|mandatory|available) (?:for|on|in) (?:the )?(.{1,80})$/i;
const DATED = /^(due|effective|valid|scheduled) (?:on|by|from|for) (.+)$/i;
const OPPOSITES = new Map([
  ["disabled", "enabled"],
  ["off", "enabled"],
  ["inactive", "active"],
  ["unavailable", "available"],
]);
const NUMBER_WORD = "\\d[\\d.,]*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
const COUNTED = new RegExp(`^(${NUMBER_WORD})\\s+((?:[a-z][\\w-]*\\s?){1,3})$`, "i");
const MEASURED =
  /^(?:a|an)\s+([$€£]?\d\S*(?:\s(?:ms|s|seconds?|minutes?|hours?|days?|[KMGT]i?B))?)\s+([a-z][\w -]{1,40})$/i;
const PARTICIPLE = /^([a-z]{2,20}(?:ed|en|lt|de|un|id)) (by|to|in|on|at|from|with) (.+)$/i;
const reading = (words: string, value: string, more: Partial<ClauseReading> = {}): ClauseReading => ({
  words,
  value,
  isNegated: false,
  isCount: false,
  isGuess: false,
  shown: value,
  ...more,
});

/** `port 8443`: the last word is the value of what stands before it. */
function attributeThenValue(subject: string, rest: string): ClauseReading[] {
  const match = /^(?:(?:a|an|the)\s+)?([a-z][\w -]{0,60}?)\s+(?:of\s+|=\s*)?(\S+)$/i.exec(rest);
  return match ? [reading(`${subject} ${match[1] ?? ""}`, match[2] ?? "")] : [];
}

function counted(subject: string, rest: string): ClauseReading[] {
  const match = COUNTED.exec(rest);
  return match ? [reading(`${subject} ${match[2] ?? ""}`, match[1] ?? "", { isCount: true })] : [];
}

/** "is enabled", "is read-only": the word may be a value, a state, or the name of what is true. */
function readState(subject: string, not: boolean, value: string): ClauseReading[] {
  const negated = { isNegated: not, ...(not ? { shown: `not ${value}` } : {}) };
  const plain = reading(subject, value, negated);
  if (!/^[a-z]+(?:[ _-][a-z]+)?$/i.test(value)) return [plain];
  const opposite = OPPOSITES.get(value.toLowerCase());
  const readings = [
    plain,
    reading(`${subject} status`, value, { ...negated, isGuess: true }),
    reading(`${subject} ${value}`, not ? "false" : "true", { shown: null }),
  ];
  if (opposite === undefined) return readings;
  return [...readings, reading(`${subject} ${opposite}`, not ? "true" : "false", { shown: null })];
}

function readCopula(subject: string, not: boolean, value: string): ClauseReading[] {
  const state = STATE_OF.exec(value);
  if (state) return readState(`${state[2] ?? ""} ${subject}`, not, state[1] ?? "");
  const told = not ? null : attributeOfState(value);
  const readings = told ? [reading(`${subject} ${told.attribute}`, told.value)] : [];
  const participle = PARTICIPLE.exec(value);
  if (participle) {
    const [, verb = "", preposition = "", rest = ""] = participle;
    const more = { isNegated: not, shown: not ? null : rest };
    return [reading(`${subject} ${verb} ${preposition}`, rest, more), ...readings];
  }
  const dated = DATED.exec(value);
  if (dated) return not ? [] : [reading(`${subject} ${dated[1] ?? ""}`, dated[2] ?? "")];
  const located = /^(?:in|on|at|with)\s+(.+)$/i.exec(value);
  if (located) return not ? [] : [...attributeThenValue(subject, located[1] ?? ""), ...readings];
  const swapped = /^the\s+([\w -]{2,60}?)\s+(of|for)\s+(.{1,80})$/i.exec(value);
  if (swapped && !not) return [reading(`${swapped[1]} of ${swapped[3]}`, subject)];
  return readState(subject, not, value);
}

function readHas(subject: string, rest: string): ClauseReading[] {
  const none = /^no\s+([a-z][\w -]{1,40})$/i.exec(rest);
  if (none) {
    const words = `${subject} ${none[1] ?? ""}`;
    return [reading(words, "no", { shown: null }), reading(words, "0", { isCount: true, shown: null })];
  }
  const measured = MEASURED.exec(rest);
  if (measured) return [reading(`${subject} ${measured[2] ?? ""}`, measured[1] ?? "")];
  const count = counted(subject, rest);
  if (count.length > 0) return count;
  if (/^(?:an?\s+)?[a-z]+$/i.test(rest)) return [reading(`${subject} ${rest}`, "yes", { shown: null })];
  return attributeThenValue(subject, rest);
}

function readVerb(subject: string, phrase: string, rest: string): ClauseReading[] {
  const told = attributeOfVerb(phrase.replace(/\s+/g, " "), rest);
  if (told) return [reading(`${subject} ${told.attribute}`, told.value, { shown: rest })];
  const count = counted(subject, rest);
  return count.length > 0 ? count : attributeThenValue(subject, rest);
}

/** The ways to read one clause ("flight_type is round_trip", "checkout runs on port 8443", "owner: team-a"); none when it tells no value. */
export function readClause(clause: string): ClauseReading[] {
  if (HEDGED.test(clause)) return [];
  const equation = /^([^=]{1,120}?)\s*(?:==?|:=|->|→)\s*([^=].*)$/.exec(clause);
  if (equation) return [reading(equation[1] ?? "", equation[2] ?? "")];
  const copula = COPULA.exec(clause);
  if (copula) return readCopula(copula[1] ?? "", copula[2] !== undefined, copula[3] ?? "");
  const has = HAS.exec(clause);
  if (has) return readHas(has[1] ?? "", has[2] ?? "");
  const pair = /^([^:]{1,120}?):\s+(.+)$/.exec(clause);
  if (pair) return [reading(pair[1] ?? "", pair[2] ?? ""), ...attributeThenValue(pair[1] ?? "", pair[2] ?? "")];
  const verb = VERB.exec(clause);
  return verb ? readVerb(verb[1] ?? "", verb[2] ?? "", verb[3] ?? "") : [];
}
