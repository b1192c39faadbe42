import { log } from "@/lib/core/log";
import { claimJob } from "./claims";
import type { Job, JobContext } from "./define-job";

export type Attempt = { id: string; data: unknown; retryCount: number; retryLimit: number };

/** Runs one attempt: claimed, with its time limit, and with `giveUp` when it was the last and failed. */
export async function runJob(ctx: JobContext, job: Job, attempt: Attempt, workerKey: number, stopping: AbortSignal) {
  const payload = job.payload.parse(attempt.data);
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(job.timeoutSeconds * 1_000)]);
  await claimJob(ctx.db, attempt.id, workerKey);
  try {
    await job.run(ctx, payload, signal);
  } catch (error) {
    // A worker that stops is no fault of the job: it is handed out again, and the attempt does not count.
    if (stopping.aborted) throw error;
    log.error({ err: error, job: job.name, payload, attempt: attempt.retryCount + 1 }, "job attempt failed");
    if (attempt.retryCount >= attempt.retryLimit) await job.giveUp(ctx, payload, error);
    throw error;
  }
}
