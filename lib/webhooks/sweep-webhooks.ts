import type { JobContext } from "@/lib/jobs/define-job";
import { deleteEventsBefore } from "./delivery-repository";
import { forgetOldSecrets } from "./repository";
import { KEPT_MS } from "./rules";

/** Events a statement and statements a sweep: a sweep stays short, and the next one goes on. */
const EVENTS_MAX = 1_000;
const STATEMENTS_MAX = 20;

/** Forgets events with their deliveries after 30 days, and secrets that no longer sign. */
export async function sweepWebhooks(job: JobContext): Promise<void> {
  await forgetOldSecrets(job.db, job.now());
  const before = new Date(job.now().getTime() - KEPT_MS);
  for (let statement = 0; statement < STATEMENTS_MAX; statement++) {
    if ((await deleteEventsBefore(job.db, before, EVENTS_MAX)) < EVENTS_MAX) return;
  }
}
