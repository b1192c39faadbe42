import { type Context, requireScope } from "@/lib/auth/context";
import { deleteUnreferencedContents, listContentHashesOfStore } from "@/lib/contents/delete-unreferenced-contents";
import { notFound } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { deleteStoreRow } from "./repository";

/**
 * Removes the store with its memories, versions and the texts that nothing else uses.
 * @throws AppError `not_found`, also the second time
 */
export async function deleteStore(ctx: Context, storeId: StoreId): Promise<void> {
  requireScope(ctx, "stores:write");
  await withTransaction(ctx.db, async (tx) => {
    const hashes = await listContentHashesOfStore(tx, ctx.workspaceId, storeId);
    const deleted = await deleteStoreRow(tx, { workspaceId: ctx.workspaceId, id: storeId });
    if (!deleted) throw notFound("Memory store", storeId);
    await deleteUnreferencedContents(tx, ctx.workspaceId, hashes);
  });
}
