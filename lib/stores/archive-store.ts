import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { lockStore } from "./lock-store";
import { type StoreRow, updateStoreRow } from "./repository";

/**
 * Retires a store for good: it stays readable. Archiving again changes nothing.
 * @throws AppError `not_found`
 */
export async function archiveStore(ctx: Context, storeId: StoreId): Promise<StoreRow> {
  requireScope(ctx, "stores:write");
  return withTransaction(ctx.db, async (tx) => archiveLockedStore(ctx, tx, await lockStore(ctx, tx, storeId)));
}

/** The same for a store that the transaction has locked. */
export async function archiveLockedStore(ctx: Context, tx: Tx, row: StoreRow): Promise<StoreRow> {
  if (row.archivedAt !== null) return row;
  const at = ctx.now();
  const archived: StoreRow = { ...row, archivedAt: at, updatedAt: at };
  await updateStoreRow(tx, row, archived);
  await emitEvent(ctx, tx, { type: "memory_store.archived", objectId: row.id });
  return archived;
}
