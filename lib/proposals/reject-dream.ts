import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { getDream } from "@/lib/dreams/get-dream";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { ReviewedDreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { decideFiles, listProposedFiles } from "./repository";
import { requireReviewable } from "./rules";

/**
 * Turns the whole proposal down; the store stays as it is. Again: unchanged.
 * @throws AppError `not_found`, `invalid_request` (nothing to decide, or adopted)
 */
export async function rejectDream(
  ctx: Context,
  input: { dreamId: DreamId; reason?: string | null | undefined },
): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, input.dreamId);
    if (dream.reviewStatus === "rejected") return;
    requireReviewable(dream);
    if (dream.reviewStatus === "adopted") {
      throw new AppError("invalid_request", `Dream ${dream.id} was adopted; what was adopted cannot be rejected.`);
    }
    const files = await listProposedFiles(tx, dream.id);
    await decideFiles(
      tx,
      dream.id,
      files.map(({ path }) => ({ path, decision: "rejected", versionId: null })),
    );
    await updateDream(tx, dream, {
      reviewStatus: "rejected",
      reviewedAt: ctx.now(),
      reviewedByType: ctx.actor.type,
      reviewedById: ctx.actor.id,
      reviewReason: input.reason ?? null,
    });
  });
  return getDream(ctx, input.dreamId);
}
