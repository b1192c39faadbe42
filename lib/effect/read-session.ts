import { sha256 } from "@/lib/core/hash";
import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { findFailures } from "@/lib/engines/local/calls/tool-failures";
import { readCorrections } from "@/lib/engines/local/preferences/read-corrections";
import type { EngineTranscript } from "@/lib/engines/types";

/** Counts on when what is read changes: figures of an older reader are read again. */
export const READER = 1;

/** What a transcript says about the course of its session. */
export type SessionFigures = {
  callCount: number;
  /** One for each failed call, in order: the id that a note on such a failure has in memory. Equal id: the same mistake. */
  failureIds: string[];
  /** Different things that people told the agent to do otherwise. */
  correctionCount: number;
  /** Outcomes with a grade, each by its last evaluation; interrupted ones have none. */
  outcomesGraded: number;
  outcomesSatisfied: number;
};

/** The id of a failure's signature, as notes of the kind `mistake` carry it: the first 12 hex digits of its SHA-256. */
function mistakeId(signature: string): string {
  return sha256(signature).slice(0, 12);
}

/** The last result of each outcome: from the session's own list, then from the events of graders. */
function lastResults({ events }: EngineTranscript, evaluations: readonly unknown[]): Map<string, string> {
  const results = new Map<string, string>();
  const take = (graded: unknown) => {
    if (typeof graded !== "object" || graded === null || !("outcome_id" in graded) || !("result" in graded)) return;
    if (typeof graded.outcome_id === "string" && typeof graded.result === "string")
      results.set(graded.outcome_id, graded.result);
  };
  evaluations.forEach(take);
  for (const { type, payload } of events) if (type === "span.outcome_evaluation_end") take(payload);
  return results;
}

/** Reads a transcript for the effect page. Pure, linear in its events; `evaluations` as the session has them (contract 9). */
export function readSession(transcript: EngineTranscript, evaluations: readonly unknown[]): SessionFigures {
  const calls = pairToolCalls(transcript);
  const failures = findFailures(transcript.sessionId, calls, transcript.mountPaths);
  const results = [...lastResults(transcript, evaluations).values()].filter((result) => result !== "interrupted");
  return {
    callCount: calls.length,
    failureIds: failures.map(({ signature }) => mistakeId(signature)),
    correctionCount: readCorrections(transcript).length,
    outcomesGraded: results.length,
    outcomesSatisfied: results.filter((result) => result === "satisfied").length,
  };
}
