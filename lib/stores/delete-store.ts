import { type Context, requireScope } from "@/lib/auth/context";
import { deleteUnreferencedContents } from "@/lib/contents/delete-unreferenced-contents";
import { listContentHashes } from "@/lib/contents/list-content-hashes";
import { notFound } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { deleteStoreRow, lockStoreRowAlone } from "./repository";

/**
 * Removes the store with its memories, versions and the texts that nothing else uses.
 * @throws AppError `not_found`, also the second time
 */
export async function deleteStore(ctx: Context, storeId: StoreId): Promise<void> {
  requireScope(ctx, "stores:write");
  await withTransaction(ctx.db, async (tx) => {
    const key = { workspaceId: ctx.workspaceId, id: storeId };
    // Before the look at its texts: a text that a running writer adds would stay behind.
    await lockStoreRowAlone(tx, key);
    const hashes = await listContentHashes(tx, ctx.workspaceId, storeId);
    const deleted = await deleteStoreRow(tx, key);
    if (!deleted) throw notFound("Memory store", storeId);
    await deleteUnreferencedContents(tx, ctx.workspaceId, hashes);
    await emitEvent(ctx, tx, { type: "memory_store.deleted", objectId: storeId });
  });
}
