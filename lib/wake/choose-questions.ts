import { compareText } from "@/lib/engines/local/text/text-lines";
import type { TranscriptReport, WakeQuestion } from "@/lib/engines/types";
import { foldAnswer } from "./answer-forms";

const QUESTIONS_MAX = 100;
const PER_TRANSCRIPT_MAX = 12;

type Told = Pick<TranscriptReport, "sessionId" | "createdAt" | "questions">;

const RANK = { person: 0, agent: 1, tool: 2 };

/** What several sessions state first, then what people said. */
const byWorth = (a: WakeQuestion, b: WakeQuestion): number =>
  b.times - a.times || RANK[a.by] - RANK[b.by] || compareText(a.key, b.key);

/** One question for each key: the newest session's value, with the number of sessions that state it. */
function newestFirst(reports: readonly Told[]): WakeQuestion[] {
  const newest = [...reports].sort(
    (a, b) => compareText(b.createdAt, a.createdAt) || compareText(b.sessionId, a.sessionId),
  );
  const byKey = new Map<string, WakeQuestion>();
  for (const question of newest.flatMap(({ questions }) => questions ?? [])) {
    const known = byKey.get(question.key);
    if (!known) byKey.set(question.key, { ...question, times: 1 });
    else if (foldAnswer(known.answer) === foldAnswer(question.answer)) known.times += 1;
  }
  return [...byKey.values()];
}

/**
 * The questions of a dream: at most 100, at most 12 of a transcript, the transcripts in turn. The order of the reports changes
 * nothing. Where sessions state different values the newest one counts.
 */
export function chooseQuestions(reports: readonly Told[]): WakeQuestion[] {
  const bySession = new Map<string, WakeQuestion[]>();
  for (const question of newestFirst(reports)) {
    const id = question.evidence.session_id;
    bySession.set(id, [...(bySession.get(id) ?? []), question]);
  }
  const lists = [...bySession]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, questions]) => questions.sort(byWorth).slice(0, PER_TRANSCRIPT_MAX));
  const rounds = Array.from({ length: PER_TRANSCRIPT_MAX }, (_, round) =>
    lists.flatMap((list) => list.slice(round, round + 1)),
  );
  return rounds.flat().slice(0, QUESTIONS_MAX).sort(byWorth);
}
