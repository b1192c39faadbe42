import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { getDream } from "./get-dream";
import { lockDream } from "./lock-dream";
import type { ReviewedDreamRow } from "./repository";
import { decideArchive } from "./rules";
import { updateDream } from "./update-dream";

/**
 * Hides an ended dream from lists; its output store is not touched. Again: unchanged.
 * @throws AppError `not_found`, `invalid_request` (pending or running)
 */
export async function archiveDream(ctx: Context, dreamId: DreamId): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (decideArchive(dream) === "archive") await updateDream(tx, dream, { archivedAt: ctx.now() });
  });
  return getDream(ctx, dreamId);
}
