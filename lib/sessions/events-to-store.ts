import type { AgentSnapshot } from "@/lib/agents/schema";
import { newId, type ThreadId } from "@/lib/core/ids";
import { rewriteReferences } from "@/lib/transcripts/references";
import { toWireTime } from "@/lib/transcripts/timestamps";
import type { ParsedTranscript } from "@/lib/transcripts/types";
import type { NewEvent, NewThread } from "./record-session";

/**
 * A parsed transcript with ids of the server: every event and thread gets one, and references between them follow.
 * Events of a transcript that holds no time at all take that of the session.
 */
export function eventsToStore(
  parsed: ParsedTranscript,
  session: { agent: AgentSnapshot; createdAt: Date },
): { primaryThreadId: ThreadId; threads: NewThread[]; events: NewEvent[] } {
  const primaryThreadId = newId("sthr");
  const ids = parsed.events.map(() => newId("sevt"));
  const threadIds = new Map(parsed.threads.map(({ key }) => [key, newId("sthr")]));
  const eventIds = new Map(
    parsed.events.flatMap(({ ref }, index) => (ref === null ? [] : [[ref, ids[index] as string]])),
  );
  const references = { events: eventIds, threads: threadIds };
  const started = new Map<string, string>();
  const events = parsed.events.map((event, index) => {
    const processedAt = toWireTime(event.processedAt ?? session.createdAt.toISOString());
    if (event.thread !== null && !started.has(event.thread)) started.set(event.thread, processedAt);
    return {
      id: ids[index],
      // Every thread an event belongs to is in the parser's list.
      threadId: event.thread === null ? primaryThreadId : (threadIds.get(event.thread) as ThreadId),
      type: event.type,
      processedAt,
      payload: rewriteReferences(event.payload, references),
    };
  });
  const threads = parsed.threads.map(({ key, agentName }) => ({
    id: threadIds.get(key) as ThreadId,
    agent: { ...session.agent, name: agentName },
    createdAt: new Date(started.get(key) ?? session.createdAt),
  }));
  return { primaryThreadId, threads, events };
}
