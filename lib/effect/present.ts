import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { AdoptionEffect, Window } from "./compare-adoptions";
import type { StoreEffect } from "./get-effect";
import type { SessionEffect } from "./measures";
import { type AdoptionEffectResource, type EffectResource, MEASURES, type SessionEffectResource } from "./schema";

function presentSession(session: SessionEffect): SessionEffectResource {
  return {
    session_id: session.id,
    title: session.title,
    agent_id: session.agentId,
    created_at: wireTime(session.createdAt),
    tool_calls: session.toolCalls,
    ...session.values,
  };
}

const presentWindow = ({ from, to, sessionCount }: Window) => ({
  from: wireTime(from),
  to: wireTime(to),
  session_count: sessionCount,
});

function presentAdoption({ adoption, before, after, measures }: AdoptionEffect): AdoptionEffectResource {
  return {
    adoption_id: adoption.id,
    dream_id: adoption.dreamId,
    is_automatic: adoption.isAutomatic,
    created_at: wireTime(adoption.createdAt),
    undone_at: wireTimeOrNull(adoption.undoneAt),
    before: presentWindow(before),
    after: presentWindow(after),
    measures: MEASURES.map((measure) => {
      const { before: was, after: is, difference, interval, verdict } = measures[measure];
      return {
        measure,
        before: { session_count: was.count, mean: was.mean },
        after: { session_count: is.count, mean: is.mean },
        difference,
        interval,
        verdict,
      };
    }),
  };
}

export function presentEffect(effect: StoreEffect): EffectResource {
  return {
    type: "memory_store_effect",
    memory_store_id: effect.storeId,
    from: wireTime(effect.from),
    to: wireTime(effect.to),
    agent_id: effect.agentId,
    session_total: effect.total,
    pending: effect.pending,
    truncated: effect.isTruncated,
    agents: effect.agents.map(({ id, name, sessionCount, means }) => ({
      agent_id: id,
      name,
      session_count: sessionCount,
      means,
    })),
    sessions: effect.sessions.map(presentSession),
    adoptions: effect.adoptions.map(presentAdoption),
  };
}
