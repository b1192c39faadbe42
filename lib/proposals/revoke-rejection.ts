import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { RejectionId, StoreId } from "@/lib/core/ids";
import { type RejectionRow, revokeRejectionRow } from "./rejection-repository";

/** Lets dreams of the store propose a rejected finding again. Again: unchanged. @throws AppError `not_found` */
export async function revokeRejection(
  ctx: Context,
  { storeId, rejectionId }: { storeId: StoreId; rejectionId: RejectionId },
): Promise<RejectionRow> {
  requireScope(ctx, "dreams:write");
  const key = { workspaceId: ctx.workspaceId, storeId, id: rejectionId };
  const row = await revokeRejectionRow(ctx.db, key, ctx.now());
  if (row === null) throw notFound("Rejected finding", rejectionId);
  return row;
}
