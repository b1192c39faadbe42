import type { AgentId, SessionId } from "@/lib/core/ids";
import type { SessionUsage } from "@/lib/sessions/schema";
import type { EffectRow, KnownMistake } from "./repository";
import type { Measure } from "./schema";

/** The figures of one session. Null: the transcript does not tell. */
export type SessionEffect = {
  id: SessionId;
  title: string | null;
  agentId: AgentId;
  agentName: string | null;
  createdAt: Date;
  toolCalls: number;
  values: Record<Measure, number | null>;
};

/** All tokens that the model read and wrote, also those from and to a cache; null when the transcript tells none. */
export function tokensOf(usage: SessionUsage): number | null {
  const cache = usage.cache_creation;
  const sum =
    (usage.input_tokens ?? 0) +
    (usage.output_tokens ?? 0) +
    (usage.cache_read_input_tokens ?? 0) +
    (cache?.ephemeral_1h_input_tokens ?? 0) +
    (cache?.ephemeral_5m_input_tokens ?? 0);
  return sum === 0 ? null : sum;
}

/** The earliest moment from which on each mistake could have been known. */
export function knownSince(...lists: readonly KnownMistake[][]): Map<string, number> {
  const since = new Map<string, number>();
  for (const { id, at } of lists.flat())
    since.set(id, Math.min(at.getTime(), since.get(id) ?? Number.POSITIVE_INFINITY));
  return since;
}

/**
 * A session's figures. A failure counts as a known mistake when, before the session began, another session of the store had
 * failed with the same signature, or a note on it stood in the store.
 */
export function measureSession(row: EffectRow, known: ReadonlyMap<string, number>): SessionEffect {
  const beganAt = row.createdAt.getTime();
  const isKnown = (id: string) => (known.get(id) ?? beganAt) < beganAt;
  const errors = row.failureIds.length;
  return {
    id: row.id,
    title: row.title,
    agentId: row.agentId,
    agentName: row.agentName,
    createdAt: row.createdAt,
    toolCalls: row.callCount,
    values: {
      tool_errors: errors,
      tool_error_rate: row.callCount === 0 ? null : errors / row.callCount,
      known_mistakes: row.failureIds.filter(isKnown).length,
      corrections: row.correctionCount,
      tokens: tokensOf(row.usage),
      outcome: row.outcomesGraded === 0 ? null : row.outcomesSatisfied / row.outcomesGraded,
    },
  };
}

/** The values of a measure that sessions have. */
export function valuesOf(sessions: readonly SessionEffect[], measure: Measure): number[] {
  return sessions.flatMap(({ values }) => values[measure] ?? []);
}
