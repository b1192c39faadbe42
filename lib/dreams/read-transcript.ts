import type { DreamId, SessionId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { readInThread } from "@/lib/engines/engine-pool";
import type { TranscriptReport } from "@/lib/engines/types";
import type { JobContext } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/queue";
import { appendEvents } from "@/lib/sessions/append-events";
import { getTranscript } from "@/lib/sessions/get-transcript";
import { consolidateDreamJob } from "./consolidate-dream.job";
import { dreamContext } from "./dream-context";
import { lockDream } from "./lock-dream";
import { notifyDream } from "./notify-dream";
import { readerEvents } from "./reader-events";
import { findDreamById } from "./repository";
import { listBaseFiles } from "./snapshot-repository";
import { completeTask, countOpenTasks, findTask, startTask, type TaskRow } from "./task-repository";
import { updateDream } from "./update-dream";

/** Second step, once per transcript: reads it and records what it told. The last one to end queues the next step. */
export async function readTranscript(
  job: JobContext,
  input: { dreamId: DreamId; sessionId: SessionId },
  signal: AbortSignal,
): Promise<void> {
  const dream = await findDreamById(job.db, input.dreamId);
  const task = dream && (await findTask(job.db, dream.id, input.sessionId));
  if (dream?.status !== "running" || !task || task.status === "completed") return;
  const ctx = dreamContext(job, dream);
  await withTransaction(job.db, async (tx) => {
    await startTask(tx, task, job.now());
    await notifyDream(tx, dream.id);
  });
  const transcript = await getTranscript(ctx, input.sessionId);
  const report = await readInThread({
    modelId: dream.modelId,
    snapshot: dream.id,
    loadMemories: async () =>
      (await listBaseFiles(job.db, dream.id)).map((file) => ({
        path: file.path,
        content: file.text,
        sha256: file.contentSha256,
      })),
    transcript,
    signal,
  });
  signal.throwIfAborted();
  await record(job, task, report);
}

async function record(job: JobContext, task: TaskRow, report: TranscriptReport): Promise<void> {
  const found = await findDreamById(job.db, task.dreamId);
  if (found === null) return;
  const ctx = dreamContext(job, found);
  await withTransaction(job.db, async (tx) => {
    // The lock makes the readers' last lines take turns, so exactly one of them sees that none is left.
    const dream = await lockDream(ctx, tx, task.dreamId);
    if (dream.status !== "running" || dream.sessionId === null || dream.threadId === null) return;
    if (!(await completeTask(tx, task, report, job.now()))) return;
    const events = readerEvents({ threadId: dream.threadId, readerThreadId: task.threadId, report });
    await appendEvents(ctx, tx, { sessionId: dream.sessionId, events });
    if ((await countOpenTasks(tx, dream.id)) > 0) {
      await notifyDream(tx, dream.id);
      return;
    }
    await updateDream(tx, dream, { stage: "consolidating" });
    await enqueue(tx, consolidateDreamJob, { dreamId: dream.id });
  });
}
