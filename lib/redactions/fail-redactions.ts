import type { RedactionId } from "@/lib/core/ids";
import type { JobContext } from "@/lib/jobs/define-job";
import { freeSpace } from "./free-space";
import { endRedactionRows } from "./repository";

/** Fails redactions that have not ended, and forgets what they searched for. What was done stays done. */
export async function failRedactions(job: JobContext, ids: RedactionId[]): Promise<void> {
  if (ids.length === 0) return;
  await endRedactionRows(job.db, ids, {
    status: "failed",
    errorMessage: "The redaction stopped before it was done; what was removed stays removed. Send it again.",
    at: job.now(),
  });
  await freeSpace(job);
}
