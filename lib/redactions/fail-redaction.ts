import type { RedactionId } from "@/lib/core/ids";
import type { JobContext } from "@/lib/jobs/define-job";
import { endRedactionRow } from "./repository";

/** Fails a redaction that has not ended, and forgets what it searched for. What was done stays done. */
export async function failRedaction(job: JobContext, id: RedactionId): Promise<void> {
  await endRedactionRow(job.db, id, {
    status: "failed",
    errorMessage: "The redaction stopped before it was done; what was removed stays removed. Send it again.",
    at: job.now(),
  });
}
