import type { SessionId, ThreadId } from "@/lib/core/ids";
import type { EmitEvent } from "@/lib/webhooks/emit-event";

/** What webhooks tell of a session that was ended for good, with the threads of its sub-agents. */
export function endedEvents(sessionId: SessionId, threadIds: ThreadId[]): EmitEvent[] {
  return [
    ...threadIds.map((threadId) => ({ type: "session.thread_terminated" as const, objectId: sessionId, threadId })),
    { type: "session.status_terminated", objectId: sessionId },
    { type: "session.archived", objectId: sessionId },
  ];
}
