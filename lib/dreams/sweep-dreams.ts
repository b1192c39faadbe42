import type { JobContext } from "@/lib/jobs/define-job";
import { findOpenPayloads } from "@/lib/jobs/find-open-payloads";
import { enqueue } from "@/lib/jobs/queue";
import { checkWritesJob } from "./check-writes.job";
import { failDream } from "./fail-dream";
import { listUncheckedWrites, listUnfinishedDreams } from "./repository";

/** Contract 14, 20: a dream may run for four hours. */
const RUNTIME_MS_MAX = 4 * 60 * 60 * 1_000;

/** Dreams that one sweep looks at; the oldest come first. */
const DREAMS_MAX = 100;

/**
 * Ends dreams that would stay unfinished for ever: over their time, or without a job that works on them. Each step queues
 * the next one in the transaction that ends it, so a dream without a job has really lost it. Writes of agents that nothing
 * looks at are queued again.
 */
export async function sweepDreams(job: JobContext): Promise<void> {
  await sweepUnfinished(job);
  await sweepUnchecked(job);
}

async function sweepUnfinished(job: JobContext): Promise<void> {
  const dreams = await listUnfinishedDreams(job.db, DREAMS_MAX);
  const ids = dreams.map((dream) => dream.id);
  const alive = await findOpenPayloads(job.db, "dreamId", ids);
  const overdue = job.now().getTime() - RUNTIME_MS_MAX;
  for (const dream of dreams) {
    if (dream.createdAt.getTime() < overdue) {
      await failDream(job, dream.id, new DOMException("The dream ran for more than four hours.", "TimeoutError"));
    } else if (!alive.has(dream.id)) {
      await failDream(job, dream.id, new Error("no job works on this dream"));
    }
  }
}

async function sweepUnchecked(job: JobContext): Promise<void> {
  const ids = await listUncheckedWrites(job.db, DREAMS_MAX);
  const alive = await findOpenPayloads(job.db, "dreamId", ids);
  for (const dreamId of ids) if (!alive.has(dreamId)) await enqueue(job.db, checkWritesJob, { dreamId });
}
