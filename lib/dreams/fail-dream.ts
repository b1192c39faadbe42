import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { dreamContext } from "./dream-context";
import { endDream } from "./end-dream";
import { lockDream } from "./lock-dream";
import { findDreamById } from "./repository";
import { isFinal } from "./rules";

/** Fails a dream that has not ended: with what an AppError says, else as an `internal_error` whose cause the log has. */
export async function failDream(job: JobContext, dreamId: DreamId, error: unknown): Promise<void> {
  const found = await findDreamById(job.db, dreamId);
  if (found === null) return;
  const ctx = dreamContext(job, found);
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  await withTransaction(job.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (isFinal(dream.status)) return;
    await endDream(ctx, tx, dream, {
      status: "failed",
      errorType: timedOut ? "timeout" : "internal_error",
      errorMessage:
        error instanceof AppError ? error.message : "The dream stopped on an error; the server's log has it.",
    });
  });
}
