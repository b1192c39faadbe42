import { numberedThing, valuesOf } from "@/lib/engines/local/notes/attribute-keys";
import { type NoteWord, noteWords } from "@/lib/engines/local/notes/note-words";
import { compareText } from "@/lib/engines/local/text/text-lines";

/** Stems of numbers and of other content words. */
export type Said = { words: ReadonlySet<string>; numbers: ReadonlySet<string> };

/** A note parted into what it is about and what it says of it. Words are stems; function words count nowhere. */
export type NoteClaim = {
  words: NoteWord[];
  /** "step 1" of "Step 1: ...", which tells the note apart from others that begin alike. */
  thing: string | null;
  /** The leading names, else the first word: "A B and C" is about "A B" and "C". */
  subjects: ReadonlySet<string>;
  /** Their words. */
  subject: ReadonlySet<string>;
  /** What has one value at a time ("cache TTL of Redis", "owner"): all before the first "is", "=" or colon, else null. */
  attribute: string | null;
  /** Begins with a key that has many values ("Lesson:", "Link:"). */
  isOneOfMany: boolean;
  /** What the attribute is said to be. */
  value: Said;
  /** The occupation in "... is an engineer". */
  role: string | null;
  /** The first thing that is said; null when nothing is. */
  predicate: string | null;
  said: ReadonlySet<string>;
  /** The same, numbers apart from the rest. */
  rest: Said;
  denied: ReadonlySet<string>;
  /** "only", "no longer", "never": leaves no room for another statement beside it. */
  isExclusive: boolean;
};

const EXCLUSIVE = new Set("only solely exclusively alone never no not longer instead neither nor none".split(" "));
const BOUNDARY = /\s(?:is|are|equals|=)\s|[:=→]\s/i;
/** "the SLA of Acme", "Dana's phone": more than a name. */
const POSSESSED = /\b(?:of|for)\s|['’]s\s/;
/** A head that begins with these is a condition, not an attribute. */
const CLAUSE = new Set("if when unless whenever before after during until since once".split(" "));
const ATTRIBUTE_WORDS_MAX = 6;
const VALUE_WORDS_MAX = 2;
const SUBJECT_CHARACTERS_MAX = 100;
/** "is known for designing" says that somebody designs. */
const KNOWN_FOR = /\b(?:is|are|was|were)\s+(?:well\s+|best\s+|widely\s+)?known\s+(?:for|as|to)\b/gi;

const isContent = ({ kind }: NoteWord) => kind !== "function";
const saidIn = (words: NoteWord[]): Said => ({
  words: stemsOf(words.filter(({ kind }) => kind !== "number")),
  numbers: stemsOf(words.filter(({ kind }) => kind === "number")),
});
const stemsOf = (words: NoteWord[]) => new Set(words.filter(isContent).map(({ stem }) => stem));

/** "is a software engineer": an occupation by its ending. */
const ROLE =
  /\b(?:is|was|are|were)\s+(?:now\s+)?(?:an?|the)\s+(?:[\p{L}-]+\s+){0,3}?(\p{L}{2,}(?:er|or|ist|ian|eur|ant|chef|architect|nurse))\b/iu;

/** Names at the beginning, after words such as "All three" or "Both"; without names the first word. */
function leadingNames(words: NoteWord[]): { from: number; to: number } {
  let from = 0;
  while (words[from] && words[from]?.kind !== "name" && words[from]?.kind !== "word" && !words[from]?.isDenied)
    from += 1;
  let to = from;
  while (words[to]?.kind === "name" && !words[to]?.isDenied && !(to > from && words[to]?.isApart)) to += 1;
  if (to > from) return { from, to };
  const first = words.findIndex(isContent);
  return first === 0 && !words[0]?.isDenied ? { from: 0, to: 1 } : { from: 0, to: 0 };
}

function groupsOf(names: NoteWord[]): Set<string> {
  const groups: string[] = [];
  for (const { stem, isJoined } of names) {
    if (isJoined || groups.length === 0) groups.push(stem);
    else groups[groups.length - 1] += ` ${stem}`;
  }
  return new Set(groups);
}

type Head = Pick<NoteClaim, "attribute" | "isOneOfMany"> & { value: string };
const NO_HEAD: Head = { attribute: null, isOneOfMany: false, value: "" };

/** What stands before the first "is", "=" or colon, when that is an attribute; `names`: how many words the subject has. */
function headOf(text: string, names: number): Head {
  const boundary = BOUNDARY.exec(text.slice(0, SUBJECT_CHARACTERS_MAX));
  if (!boundary) return NO_HEAD;
  const key = text.slice(0, boundary.index);
  const before = noteWords(key);
  const isPhrase =
    before.length > 0 &&
    before.length <= ATTRIBUTE_WORDS_MAX &&
    before.every(({ isDenied, word }) => !isDenied && !CLAUSE.has(word));
  if (!isPhrase) return NO_HEAD;
  const value = text.slice(boundary.index + boundary[0].length);
  const head: Head = { attribute: [...stemsOf(before)].sort(compareText).join(" "), isOneOfMany: false, value };
  const isMoreThanName = (before.length > names && before.some(({ kind }) => kind === "word")) || POSSESSED.test(key);
  if (!/^[:=]/.test(boundary[0].trim())) return isMoreThanName ? head : NO_HEAD;
  // "Lesson: ..." has many values; a whole sentence after a colon is no value.
  const values = valuesOf(key);
  if (values === "many") return { ...NO_HEAD, isOneOfMany: true };
  const isValue = noteWords(value).length <= VALUE_WORDS_MAX;
  return values === "one" || (isMoreThanName && isValue) ? head : NO_HEAD;
}

/** The claim of a note; `text` without stamps and marks. */
export function claimOf(text: string): NoteClaim {
  const plain = text.replace(KNOWN_FOR, " ");
  const words = noteWords(plain);
  const { from, to } = leadingNames(words);
  const { attribute, isOneOfMany, value } = headOf(plain, to);
  const said = words.slice(to).filter(isContent);
  return {
    words,
    thing: numberedThing(text),
    subjects: groupsOf(words.slice(from, to)),
    subject: stemsOf(words.slice(from, to)),
    attribute,
    isOneOfMany,
    value: saidIn(noteWords(value)),
    role: ROLE.exec(plain)?.[1]?.toLowerCase() ?? null,
    predicate: (said.find(({ isDenied }) => !isDenied) ?? said[0])?.stem ?? null,
    said: stemsOf(said),
    rest: saidIn(said),
    denied: new Set(words.filter(({ isDenied }) => isDenied).map(({ stem }) => stem)),
    isExclusive: words.some(({ word }) => EXCLUSIVE.has(word)),
  };
}
