import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { endDream } from "./end-dream";
import { getDream } from "./get-dream";
import { lockDream } from "./lock-dream";
import type { ReviewedDreamRow } from "./repository";
import { decideCancel } from "./rules";

/**
 * Cancels at once: steps at work find the dream ended and write nothing. Again: unchanged.
 * @throws AppError `not_found`, `invalid_request` (completed or failed)
 */
export async function cancelDream(ctx: Context, dreamId: DreamId): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (decideCancel(dream) === "cancel") await endDream(ctx, tx, dream, { status: "canceled" });
  });
  return getDream(ctx, dreamId);
}
