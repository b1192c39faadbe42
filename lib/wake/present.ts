import type { DreamId, EventId, SessionId } from "@/lib/core/ids";
import type { WakeItem, WakeTest } from "./run-wake-test";
import type { WakeTestItemResource, WakeTestResource } from "./schema";

function presentItem({ question, answer, by, times, evidence, before, after }: WakeItem): WakeTestItemResource {
  return {
    question,
    answer,
    stated_by: by,
    session_count: times,
    evidence: {
      session_id: evidence.session_id as SessionId,
      event_id: evidence.event_id as EventId,
      quote: evidence.quote,
    },
    before,
    after,
  };
}

export function presentWakeTest(dreamId: DreamId, test: WakeTest | null): WakeTestResource {
  return {
    type: "dream_wake_test",
    dream_id: dreamId,
    test: test && {
      asked: test.asked,
      lost: test.lost.map(presentItem),
      gained: test.gained.map(presentItem),
      unchanged: test.unchanged,
      answered: test.answered.map(presentItem),
      unanswered: test.unanswered.map(presentItem),
    },
  };
}
