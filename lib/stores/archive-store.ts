import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore } from "./lock-store";
import { type StoreRow, updateStoreRow } from "./repository";

/**
 * Retires a store for good: it stays readable. Archiving again changes nothing.
 * @throws AppError `not_found`
 */
export async function archiveStore(ctx: Context, storeId: StoreId): Promise<StoreRow> {
  requireScope(ctx, "stores:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockStore(ctx, tx, storeId);
    if (row.archivedAt !== null) return row;
    const at = ctx.now();
    const archived: StoreRow = { ...row, archivedAt: at, updatedAt: at };
    await updateStoreRow(tx, row, archived);
    return archived;
  });
}
