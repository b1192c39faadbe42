import { isPhraseMoved, isTurnedPassive } from "@/lib/engines/local/notes/moved-phrase";
import { type NoteWord, noteWords } from "@/lib/engines/local/notes/note-words";
import { type QuestionNote, readQuestion } from "@/lib/engines/local/notes/question-note";
import { differsBySlip, plainSpelling } from "@/lib/engines/local/notes/spelling-slip";
import { areSameWords, isShouted, type StrictWord, strictWords } from "@/lib/engines/local/notes/strict-words";
import { compareText } from "@/lib/engines/local/text/text-lines";

/** A note as it is compared; `text` without stamps, marks and opening phrases. Every note is compared with many others, so its forms are made once. */
export type ComparedNote = {
  text: string;
  words: NoteWord[];
  question: QuestionNote | null;
  /** Letters and digits only, lower case: two texts that differ by a slip of the pen differ here in one place. */
  plain: string;
  /** Stems as they stand, and with joined names in one fixed order. */
  stems: string;
  inOrder: string;
  sorted: string;
};

/** How two notes say the same; `fuller` says which one loses nothing (0: either). */
export type SameMeaning = { how: "order" | "slip" | "rewording" | "question"; confidence: number; fuller: 0 | 1 | 2 };

/** Fewer words than this leave little room to be worded otherwise. */
const REWORDED_WORDS_MIN = 4;
const QUESTION_SHARE_MIN = 0.45;
const CONDITIONS = new Set("if when unless until till whenever except before after during without".split(" "));

/** Names that are joined by "and" or commas, in one fixed order: "A and B met" is "B and A met". */
function inFixedOrder(words: NoteWord[]): string[] {
  const order: string[] = [];
  for (let at = 0; at < words.length; ) {
    const groups: string[] = [];
    let end = at;
    while (words[end]?.kind === "name" && (end === at || words[end]?.isJoined)) {
      let last = end + 1;
      while (words[last]?.kind === "name" && !words[last]?.isJoined) last += 1;
      groups.push(
        words
          .slice(end, last)
          .map(({ stem }) => stem)
          .join(" "),
      );
      end = last;
    }
    if (groups.length > 1) order.push(...groups.sort(compareText));
    else order.push(...(groups.length === 1 ? groups : [words[at]?.stem ?? ""]));
    at = Math.max(end, at + 1);
  }
  return order;
}

/** The forms of a note's text in which it is compared. */
export function comparedNote(text: string): ComparedNote {
  const words = noteWords(text);
  const stems = words.map(({ stem }) => stem);
  return {
    text,
    words,
    question: text.includes("?") ? readQuestion(text) : null,
    plain: plainSpelling(text),
    stems: stems.join(" "),
    inOrder: inFixedOrder(words).join(" "),
    sorted: [...stems].sort(compareText).join(" "),
  };
}

/** The order of names when the answer stands where the question asks for it. */
function namesAsStated({ asked, answer, asksForSubject }: QuestionNote): string[] {
  const stated = asksForSubject ? [...answer, ...asked] : [...asked, ...answer];
  return stated.filter(({ kind }) => kind === "name").map(({ stem }) => stem);
}

/** Whether names come in the order of the statement, where names joined to one another may change places. */
function isOrderOf(names: string[], statement: NoteWord[]): boolean {
  const place = new Map<string, number>();
  let group = 0;
  let before: NoteWord | null = null;
  for (const word of statement) {
    if (word.kind === "name" && !(word.isJoined && before?.kind === "name") && before?.kind !== "name") group += 1;
    if (word.kind === "name" && !place.has(word.stem)) place.set(word.stem, group);
    before = word;
  }
  const places = names.flatMap((name) => place.get(name) ?? []);
  return places.every((value, index) => index === 0 || value >= (places[index - 1] ?? 0));
}

/** "... organised by <answer>" */
function isAgent(answer: NoteWord[], statement: NoteWord[]): boolean {
  const at = statement.findIndex(({ stem }) => stem === answer[0]?.stem);
  return at > 0 && statement[at - 1]?.word === "by";
}

/** "English" is not the answer where the statement lists "English and French". */
function leavesOutOfList(answer: NoteWord[], said: Set<string>, statement: NoteWord[]): boolean {
  const answered = new Set(answer.map(({ stem }) => stem));
  return statement.some((word, at) => {
    const before = statement[at - 1];
    if (!word.isJoined || before === undefined || word.kind !== before.kind) return false;
    return answered.has(word.stem) !== answered.has(before.stem) && !(said.has(word.stem) && said.has(before.stem));
  });
}

/** Whether a question with its answer only asks for what the statement says. */
function asksFor(question: QuestionNote, statement: NoteWord[]): boolean {
  const stems = new Set(statement.map(({ stem }) => stem));
  const content = ({ kind }: NoteWord) => kind !== "function";
  const answer = question.answer.filter(content);
  const asked = question.asked.filter(content);
  if (answer.length === 0 || asked.length === 0) return false;
  if ([...answer, ...asked].some(({ stem }) => !stems.has(stem))) return false;
  const denials = (words: NoteWord[]) => words.some(({ isDenied }) => isDenied);
  if (denials(statement) !== denials([...question.asked, ...question.answer])) return false;
  const said = new Set([...question.asked, ...question.answer].map(({ stem }) => stem));
  if (statement.some(({ stem, kind }) => kind === "function" && CONDITIONS.has(stem) && !said.has(stem))) return false;
  if (leavesOutOfList(answer, said, statement)) return false;
  const shared = new Set(
    [...answer, ...asked, ...question.kind].map(({ stem }) => stem).filter((stem) => stems.has(stem)),
  );
  const all = new Set(statement.filter(content).map(({ stem }) => stem));
  if (shared.size < 3 || shared.size / all.size < QUESTION_SHARE_MIN) return false;
  const named = new Set(question.asked.filter(({ kind }) => kind === "name").map(({ stem }) => stem));
  if (question.asksForSubject && answer.every(({ stem }) => named.has(stem))) return false;
  return isAgent(answer, statement) || isOrderOf(namesAsStated(question), statement);
}

/** Words after which the order of a list says something. */
const ORDERING =
  /\b(?:respectively|order|orders?ed|sequence|priority|priorities|rank(?:ed|ing)?|first|second|then|last|steps?|before|after|in turn)\b|->|→|>/i;

/** What joins the last two names or numbers of a list. */
const JOINT = /(?:\band\b|&|\+)\s+(?:the\s+)?[\p{Lu}\d]/gu;

/** "A and B share X" is "B and A share X": one list of names, in a sentence where its order says nothing. */
function isOtherListOrder(text: string, x: StrictWord[], y: StrictWord[]): boolean {
  if (ORDERING.test(text) || text.includes(":") || text.match(JOINT)?.length !== 1) return false;
  const sorted = (words: StrictWord[]) => words.map(({ form }) => form.toLowerCase()).sort(compareText);
  return sorted(x).join(" ") === sorted(y).join(" ");
}

/** Whether both are the same sentence with the same words, the order of one list aside. */
function isSameSentence(a: ComparedNote, b: ComparedNote): boolean {
  const isShouting = isShouted(a.text) || isShouted(b.text);
  const [x, y] = [strictWords(a.text, isShouting), strictWords(b.text, isShouting)];
  return a.stems === b.stems ? areSameWords(x, y) : isOtherListOrder(a.text, x, y);
}

function isReworded(a: ComparedNote, b: ComparedNote): boolean {
  if (a.words.length < REWORDED_WORDS_MIN) return false;
  if (a.sorted === b.sorted) {
    const isShouting = isShouted(a.text) || isShouted(b.text);
    return isPhraseMoved(strictWords(a.text, isShouting), strictWords(b.text, isShouting));
  }
  return isTurnedPassive(a.text, b.text) || isTurnedPassive(b.text, a.text);
}

/**
 * Whether two notes state the same, in other spelling, order or wording. What differs in a number, a name, a version, a
 * unit, a denial or a condition does not; in doubt it does not. `isKnown`: see `differsBySlip`.
 */
export function findSameMeaning(
  a: ComparedNote,
  b: ComparedNote,
  isKnown?: (word: string) => boolean,
): SameMeaning | null {
  if (a.question !== null && b.question === null) {
    return asksFor(a.question, b.words) ? { how: "question", confidence: 0.85, fuller: 2 } : null;
  }
  if (b.question !== null && a.question === null) {
    return asksFor(b.question, a.words) ? { how: "question", confidence: 0.85, fuller: 1 } : null;
  }
  if (a.words.length === 0 || b.words.length === 0) return null;
  if ((a.stems === b.stems || a.inOrder === b.inOrder) && isSameSentence(a, b)) {
    return { how: "order", confidence: 0.95, fuller: 0 };
  }
  if (differsBySlip(a.plain, b.plain, { isKnown, isName: (word) => isNameIn(a, word) || isNameIn(b, word) })) {
    return { how: "slip", confidence: 0.88, fuller: 0 };
  }
  return isReworded(a, b) ? { how: "rewording", confidence: 0.85, fuller: 0 } : null;
}

function isNameIn({ words }: ComparedNote, name: string): boolean {
  return words.some(({ kind, word }) => kind === "name" && word === name);
}
