import { isLeftOut } from "@/lib/engines/local/text/safe-text";
import { maskSecrets } from "@/lib/engines/local/text/secrets";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { EngineTranscript, WakeQuestion } from "@/lib/engines/types";
import { findHiddenCharacters } from "@/lib/safety/find-hidden-characters";
import { answerForms, foldAnswer } from "./answer-forms";
import { isAskable } from "./askable-words";
import { questionStems } from "./question-stems";
import { readStatedValues, type StatedValue } from "./read-stated-values";

/** More than a dream asks of one transcript, so that what other sessions state too can go first. */
const QUESTIONS_MAX = 40;
/** Facts that are looked at closely for secrets and orders, which takes long. */
const CANDIDATES_MAX = 400;
/** A transcript that shows more different facts than this shows dumps of data. */
const KEYS_MAX = 20_000;

const RANK = { person: 0, agent: 1, tool: 2 };

type Asked = { key: string; question: string; stated: StatedValue[] };

function isClean(text: string): boolean {
  return findHiddenCharacters(text).length === 0 && maskSecrets(text) === text && !isLeftOut(text);
}

/** The value that holds at the end; null when tools show several, which tells of a moment and not of the thing. */
function settled({ stated }: Asked): StatedValue | null {
  const said = stated.filter(({ by }) => by !== "tool").at(-1);
  if (said) return said;
  const values = new Set(stated.map(({ value }) => foldAnswer(value)));
  return values.size === 1 ? (stated.at(-1) ?? null) : null;
}

function toQuestion(sessionId: string, asked: Asked): WakeQuestion[] {
  const last = settled(asked);
  if (!last) return [];
  const quote = last.quote();
  const { question, key } = asked;
  const answer = last.value.trim();
  if (quote === null || !quote.includes(answer) || !isClean(`${question}: ${answer}`) || !isClean(quote)) return [];
  const folded = foldAnswer(answer);
  const times = new Set(asked.stated.flatMap(({ value, event }) => (foldAnswer(value) === folded ? [event.id] : [])));
  const evidence = { session_id: sessionId, event_id: last.event.id, quote };
  return [{ key, question, answer, by: last.by, times: times.size, evidence }];
}

const byWorth = (a: Asked, b: Asked): number => {
  const rank = ({ stated }: Asked) => Math.min(...stated.map(({ by }) => RANK[by]));
  return rank(a) - rank(b) || b.stated.length - a.stated.length || compareText(a.key, b.key);
};

/**
 * Facts with values that a transcript states, as questions: what people said first, then what the agent said, then what tools
 * showed; at most 40. No secrets, no data of persons, nothing hidden, nothing that reads as an instruction. Every quote is an
 * exact piece of its event and holds the answer. Pure; the cost is linear in the transcript.
 */
export function drawQuestions(transcript: EngineTranscript): WakeQuestion[] {
  const byKey = new Map<string, Asked>();
  for (const stated of readStatedValues(transcript)) {
    if (answerForms(stated.value) === null || !isAskable(stated)) continue;
    const question = stated.words.join(" ");
    const key = questionStems(question).join(" ");
    const known = byKey.get(key);
    if (known) known.stated.push(stated);
    else if (byKey.size < KEYS_MAX) byKey.set(key, { key, question, stated: [stated] });
  }
  const questions: WakeQuestion[] = [];
  for (const asked of [...byKey.values()].sort(byWorth).slice(0, CANDIDATES_MAX)) {
    if (questions.length >= QUESTIONS_MAX) break;
    questions.push(...toQuestion(transcript.sessionId, asked));
  }
  return questions;
}
