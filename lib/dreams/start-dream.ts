import type { DreamId, SessionId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/queue";
import { appendEvents } from "@/lib/sessions/append-events";
import { findSessions } from "@/lib/sessions/find-sessions";
import { openOwnSession } from "@/lib/sessions/open-own-session";
import { findActiveStore } from "@/lib/stores/find-active-store";
import { dreamContext } from "./dream-context";
import { endDream } from "./end-dream";
import { lockDream } from "./lock-dream";
import { readTranscriptJob } from "./read-transcript.job";
import { type DreamRow, findDreamById } from "./repository";
import { snapshotStore } from "./snapshot-repository";
import { insertTasks } from "./task-repository";
import { updateDream } from "./update-dream";

/**
 * First step: takes the snapshot of the store, opens the dream's session with a thread for each transcript, and queues
 * one sub-task per transcript. All in one transaction, so a killed worker leaves either nothing or all of it.
 */
export async function startDream(job: JobContext, dreamId: DreamId): Promise<void> {
  const found = await findDreamById(job.db, dreamId);
  if (found === null) return;
  const ctx = dreamContext(job, found);
  const sessions = await findSessions(ctx, found.sessionIds);
  const titles = new Map(sessions.map((session) => [session.id, session.title]));
  await withTransaction(job.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (dream.status !== "pending") return;
    const store = await findActiveStore(ctx, tx, dream.storeId);
    if (store === null) await endDream(ctx, tx, dream, { status: "failed", ...STORE_GONE });
    else if (titles.size < dream.sessionIds.length)
      await endDream(ctx, tx, dream, { status: "failed", ...SESSION_GONE });
    else await open(job, tx, { dream, storeName: store.name, titles });
  });
}

const STORE_GONE = {
  errorType: "input_memory_store_unavailable",
  errorMessage: "The input memory store was archived or deleted before the dream started.",
};
const SESSION_GONE = {
  errorType: "input_session_unavailable",
  errorMessage: "An input session was deleted before the dream started.",
};

type Opening = { dream: DreamRow; storeName: string; titles: Map<SessionId, string | null> };

async function open(job: JobContext, tx: Tx, { dream, storeName, titles }: Opening): Promise<void> {
  const before = dreamContext(job, dream);
  const names = dream.sessionIds.map((id) => `reader: ${titles.get(id) ?? id}`);
  const own = await openOwnSession(before, tx, {
    title: `Dream over ${storeName}`,
    agentName: "dream",
    modelId: dream.modelId,
    metadata: { dream_id: dream.id },
    threadNames: names,
  });
  const memories = await snapshotStore(tx, dream);
  const tasks = dream.sessionIds.map((sessionId, index) => ({
    sessionId,
    threadId: own.threadIds[index] as (typeof own.threadIds)[number],
  }));
  await insertTasks(tx, dream.id, tasks);
  const running = await updateDream(tx, dream, {
    status: "running",
    stage: "reading",
    sessionId: own.sessionId,
    threadId: own.threadId,
    startedAt: job.now(),
  });
  const text = `Snapshot of ${storeName}: ${memories} memories. Reading ${tasks.length} transcripts, each in a thread of its own.`;
  await appendEvents(dreamContext(job, running), tx, {
    sessionId: own.sessionId,
    events: [
      { threadId: own.threadId, type: "session.status_running", payload: {} },
      { threadId: own.threadId, type: "agent.message", payload: { content: [{ type: "text", text }] } },
      ...tasks.map((task, index) => ({
        threadId: own.threadId,
        type: "session.thread_created",
        payload: { session_thread_id: task.threadId, agent_name: names[index], workflow_run_id: null },
      })),
    ],
  });
  for (const task of tasks) await enqueue(tx, readTranscriptJob, { dreamId: dream.id, sessionId: task.sessionId });
}
