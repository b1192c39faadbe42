/** Words that may stand in a statement without saying what it is about. */
const STOP_WORDS = new Set("a an the of for in on at with its their is are as and has have".split(" "));
/** Nouns that only announce an id or a value: "reservation ID 4411", "the value of the field". */
const LABEL_WORDS = new Set("id identifier field value attribute record entry number no code key".split(" "));
/** Words of an attribute's name that mostly do not change what it means; a match without them may confirm, never refute. */
const NEUTRAL_WORDS = new Set("total current value count num number is has configured set actual overall".split(" "));
const COUNT_WORDS = new Set("total count num number quantity".split(" "));
/** Words that tell which of several worlds a statement is about; such a word that the fact does not have ends the comparison. */
const WORLD_WORDS = new Set(
  "staging stage production prod dev development test testing qa sandbox preview canary local beta demo old legacy deprecated archive archived planned proposed future draft example template previous former".split(
    " ",
  ),
);
/** Spellings and forms of one word; a match through them is exact. */
const SAME_WORDS = [
  "owner owned owns ownership",
  "bag baggage luggage",
  "email mail",
  "phone telephone tel",
  "config configuration",
  "environment env",
  "repository repo",
  "database db",
  "description desc",
  "address addr",
  "quantity qty",
  "minimum min",
  "maximum max",
  "average avg mean",
  "destination dest",
  "source src",
  "zip zipcode postcode",
  "language lang",
  "expiry expiration expires expire",
  "created creation",
  "memory ram",
  "cancelled canceled",
  "color colour",
];
/** Words that often stand for each other, and sometimes do not: a match through them may confirm, never refute. */
const NEAR_WORDS = [
  "status state",
  "price cost",
  "maximum limit cap",
  "type kind",
  "assignee responsible",
  "location place",
  "replica instance",
];
/** Two words that make one. */
const PHRASES = new Map([
  ["owned by", "owner"],
  ["belong to", "owner"],
  ["belongs to", "owner"],
  ["assigned to", "assignee"],
  ["written in", "language"],
  ["implemented in", "language"],
  ["depends on", "dependency"],
  ["depend on", "dependency"],
  ["maintained by", "maintainer"],
  ["managed by", "manager"],
  ["created by", "creator"],
  ["reviewed by", "reviewer"],
  ["approved by", "approver"],
  ["postal code", "zip"],
  ["zip code", "zip"],
  ["e mail", "email"],
  ["time out", "timeout"],
]);

function groups(lists: string[]): Map<string, string> {
  return new Map(
    lists.flatMap((list) => {
      const words = list.split(" ");
      return words.map((word) => [word, words[0] ?? word] as const);
    }),
  );
}
const SAME = groups(SAME_WORDS);
const NEAR = groups(NEAR_WORDS);

/** The words of a text or name in lower case: split at punctuation and where camelCase rises. */
export function tokensOf(text: string): string[] {
  const plain = text
    .normalize("NFC")
    .replace(/n['’]t\b/g, " not")
    .replace(/['’]s\b/g, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
}

function singular(word: string): string {
  if (word.length <= 3 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /(?:ch|sh|x|z|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** A word in singular, in the one spelling that stands for all its forms. */
export function foldWord(word: string): string {
  const one = singular(word);
  return SAME.get(word) ?? SAME.get(one) ?? one;
}

/** A folded word, in the one form that stands for all that may mean the same. */
export function nearWord(folded: string): string {
  return NEAR.get(folded) ?? folded;
}

/** Folds the words of an attribute; fixed pairs of words become one. */
export function foldWords(words: string[]): string[] {
  const folded: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const phrase = PHRASES.get(`${word} ${words[at + 1] ?? ""}`);
    folded.push(phrase ?? foldWord(word));
    if (phrase !== undefined) at += 1;
  }
  return folded;
}

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);
export const isLabelWord = (word: string): boolean => LABEL_WORDS.has(word);
export const isNeutralWord = (word: string): boolean => NEUTRAL_WORDS.has(word);
export const isCountWord = (word: string): boolean => COUNT_WORDS.has(word);
export const isWorldWord = (word: string): boolean => WORLD_WORDS.has(word);

/** Where `part` stands as a run in `words`, or -1. */
export function findRun(words: readonly string[], part: readonly string[]): number {
  if (part.length === 0) return -1;
  for (let at = words.indexOf(part[0] ?? ""); at >= 0; at = words.indexOf(part[0] ?? "", at + 1)) {
    if (part.every((word, index) => words[at + index] === word)) return at;
  }
  return -1;
}
