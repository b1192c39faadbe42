import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import { isProseLine } from "@/lib/engines/local/verify/claim-sentences";
import { readStatedClaims } from "@/lib/engines/local/verify/claims";
import { quoteOfFact, quoteOfLine } from "@/lib/engines/local/verify/fact-quote";
import type { TranscriptFact } from "@/lib/engines/local/verify/fact-walk";
import { tellFacts, tellTexts } from "@/lib/engines/local/verify/transcript-facts";
import type { EngineEvent, EngineTranscript, WakeQuestion } from "@/lib/engines/types";
import { answerForms } from "./answer-forms";
import { readToldValues } from "./read-told-values";

/** A value that an event states. The quote is looked for only when the statement is wanted. */
export type StatedValue = {
  words: string[];
  value: string;
  by: WakeQuestion["by"];
  event: EngineEvent;
  /** Null where it stands in data. */
  sentence: string | null;
  quote: () => string | null;
};

const LINE_CHARACTERS_MAX = 300;
const LINES_MAX = 400;
const NAME_WORDS_MAX = 3;
const FENCE = /^\s*(?:```|~~~)/;
/** Marks of lists, quotations and checklists before a sentence. */
const MARKS = /^\s*(?:[-*+•>]\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+)+/;
const STATES = /\b(?:is|are|has|runs?|listens?|uses?|costs?|equals|lives?)\b|[=:]/i;
/** Lines of code, paths and shell output: what they assign is read as data, or not at all. */
const CODE =
  /[{}<>;$\\|]|\(\)|=>|->|::|\s=\s.*[("'[]|^\s*(?:at |\$|#!|\/\/|import |def |func |const |let |var |return |if |for )/;

/** The sentences of a message outside of fences. */
function sentencesOf(text: string): string[] {
  let isFenced = false;
  return text.split(/\r?\n/, LINES_MAX).flatMap((line) => {
    if (FENCE.test(line)) isFenced = !isFenced;
    if (isFenced || FENCE.test(line) || line.length > 4 * LINE_CHARACTERS_MAX) return [];
    return line
      .replace(MARKS, "")
      .split(/(?<=[.!?;])\s+(?=\p{Lu})/u)
      .filter((sentence) => sentence.length <= LINE_CHARACTERS_MAX && !CODE.test(sentence));
  });
}

function fromSentence(sentence: string): { words: string[]; value: string }[] {
  const claims = STATES.test(sentence) ? readStatedClaims(sentence).claims : [];
  const stated = claims.flatMap(({ readings: [reading] }) =>
    !reading || reading.isNegated || reading.isGuess || reading.isLater
      ? []
      : [{ words: reading.words, value: reading.value.raw }],
  );
  return stated.some(({ value }) => answerForms(value) !== null) ? stated : readToldValues(sentence);
}

function fromText(event: EngineEvent, text: string, by: WakeQuestion["by"]): StatedValue[] {
  const sentences = by === "tool" ? sentencesOf(text).filter(isProseLine) : sentencesOf(text);
  return sentences.flatMap((sentence) =>
    fromSentence(sentence).map(({ words, value }) => {
      const quote = () => quoteOfLine(event, sentence.trim(), value);
      return { words, value, by, event, sentence, quote };
    }),
  );
}

/** The words that name a fact: its subject and the keys down to the value. */
function wordsOfFact({ subject, path, attribute }: TranscriptFact): string[] {
  const names = subject.names.map((name) => name.words);
  const [first = []] = names;
  // A file is named by its whole path, too; its own name is what people write.
  const name = first.length > NAME_WORDS_MAX ? (names.at(-1) ?? first) : first;
  return [...new Set([...name, ...path, ...attribute])];
}

function fromFact(fact: TranscriptFact): StatedValue[] {
  const { value, naming, isLog, text, event } = fact;
  if (isLog || naming === "key" || value.type !== "scalar" || text === null) return [];
  const words = wordsOfFact(fact);
  const raw = value.raw.replace(/^"|"$/g, "");
  return [{ words, value: raw, by: "tool", event, sentence: null, quote: () => quoteOfFact(fact) }];
}

/**
 * Every value that a transcript's messages and tools state, in no order. Answers that may show memory are left out: memory
 * does not ask about itself.
 */
export function readStatedValues(transcript: EngineTranscript): StatedValue[] {
  const calls = pairToolCalls(transcript);
  const stated: StatedValue[] = [];
  for (const event of transcript.events) {
    const by = event.type === "user.message" ? "person" : "agent";
    if (event.type !== "user.message" && event.type !== "agent.message") continue;
    for (const text of textBlocks(event)) stated.push(...fromText(event, text, by));
  }
  tellFacts(calls, transcript.mountPaths, (fact) => stated.push(...fromFact(fact)));
  tellTexts(calls, transcript.mountPaths, (event, text) => stated.push(...fromText(event, text, "tool")));
  return stated;
}
