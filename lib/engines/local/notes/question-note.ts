import { type NoteWord, noteWords } from "@/lib/engines/local/notes/note-words";

/** A note of the form "Who keeps the keys? The platform team." */
export type QuestionNote = {
  /** Content words of the question without the asking phrase, in order. */
  asked: NoteWord[];
  /** Words of the asking phrase ("which type of event"), which only name the kind of answer. */
  kind: NoteWord[];
  answer: NoteWord[];
  /** The answer stands where the subject would: "Who wrote ...?" */
  asksForSubject: boolean;
};

const QUESTION =
  /^\s*(?:(?:in|on|at|to|for|from|with|by|of|about|under)\s+(?:about\s+)?)?(?:who|whom|whose|what|which|where|when|why|how)\b[^?]{3,400}\?\s*(?:answer:\s*)?(\S[^?]{0,300})$/i;
/** "In the same year X was honoured, who received ...?" */
const LATE_QUESTION = /^[^?]{3,300},\s*((?:who|whom|whose|what|which|where|when)\b[^?]{3,300}\?\s*\S[^?]{0,300})$/i;
const ASKING = /^\s*(.*?)\b(who|whom|whose|what|which|where|when|why|how)\b(.*)$/is;
const AUXILIARY = /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|will|would|shall|should|must)\b/i;
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}'’.-]*|\d+))*`;
/** "among A, B and C" and "A or B": the answers to choose from say nothing. */
const CHOICES = new RegExp(
  String.raw`,?\s*\b(?:out of|among|between)\s+${NAME}(?:,\s*${NAME}){0,8}(?:,?\s+(?:and|or)\s+${NAME}),?|,\s*(?:either\s+)?${NAME}(?:,\s*${NAME}){0,8},?\s+or\s+${NAME},?`,
  "gu",
);
/** Words that questions add without asking for more. */
const FILLERS = new Set("together respective possible related known according".split(" "));
const ASKING_WORDS_MAX = 6;
/** Nouns that name a kind of answer wherever they stand in a question. */
const CATEGORY = new Set(
  "person people individual one type kind sort form area field topic theme subject activity event place location name role title position number amount year date time thing item main primary specific group category focus among following according fact facts".split(
    " ",
  ),
);

/** "In the same year X was honoured, who received ...?" asks the same as "Who received ... in the same year ...?" */
function frontQuestion(text: string): string {
  const late = LATE_QUESTION.exec(text);
  const mark = text.lastIndexOf("?");
  if (!late?.[1] || QUESTION.test(text)) return text;
  const start = text.length - late[1].length;
  return `${text.slice(start, mark)} ${text.slice(0, start)}${text.slice(mark)}`;
}

/** The question and answer in a note, or null when it is no such note. */
export function readQuestion(text: string): QuestionNote | null {
  const fronted = frontQuestion(text.replace(CHOICES, " "));
  const answer = QUESTION.exec(fronted)?.[1];
  if (answer === undefined) return null;
  const question = fronted.slice(0, fronted.lastIndexOf("?"));
  const [, opening = "", wh = "", rest = ""] = ASKING.exec(question) ?? [];
  const auxiliary = AUXILIARY.exec(rest);
  const phrase = auxiliary ? rest.slice(0, auxiliary.index) : "";
  const isPhrase = !/^whom?$/i.test(wh) && auxiliary !== null && noteWords(phrase).length <= ASKING_WORDS_MAX;
  const remaining = isPhrase ? rest.slice(phrase.length) : rest;
  const isCategory = ({ word }: NoteWord) =>
    FILLERS.has(word) || CATEGORY.has(word) || CATEGORY.has(word.replace(/s$/, ""));
  const predicate = isPhrase || auxiliary?.index === 1 ? remaining.replace(AUXILIARY, "").trim() : remaining.trim();
  return {
    asked: noteWords(`${opening} ${remaining}`).filter((word) => !isCategory(word)),
    kind: isPhrase ? noteWords(phrase) : [],
    answer: noteWords(answer),
    asksForSubject:
      opening.trim() === "" && /^(?:who|which|what|whose)$/i.test(wh) && !/^(?:both\s+)?\p{Lu}/u.test(predicate),
  };
}
