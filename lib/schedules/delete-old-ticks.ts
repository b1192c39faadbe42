import type { JobContext } from "@/lib/jobs/define-job";
import { deleteSkippedTicks } from "./tick-repository";

const KEPT_MS = 30 * 86_400_000;
/** In one sweep; more than a thousand schedules of every minute make. */
const DELETED_MAX = 10_000;

/** Forgets what was skipped a month ago and earlier; what was started or failed stays. */
export async function deleteOldTicks(job: JobContext): Promise<void> {
  await deleteSkippedTicks(job.db, new Date(job.now().getTime() - KEPT_MS), DELETED_MAX);
}
