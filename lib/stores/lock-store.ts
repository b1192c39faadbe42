import type { Context } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { lockStoreRow, type StoreRow, touchTreeRow } from "./repository";

/**
 * The store, locked against other changes of its tree until the transaction ends.
 * @throws AppError `not_found`
 */
export async function lockStore(ctx: Context, tx: Tx, storeId: StoreId): Promise<StoreRow> {
  const row = await lockStoreRow(tx, { workspaceId: ctx.workspaceId, id: storeId });
  if (row === null) throw notFound("Memory store", storeId);
  return row;
}

export function storeArchived(storeId: StoreId): AppError {
  return new AppError("invalid_request", `Memory store ${storeId} is archived: it can be read, not written.`);
}

/** @throws AppError `invalid_request` when the store is archived */
export function requireActive(row: Pick<StoreRow, "id" | "archivedAt">): void {
  if (row.archivedAt !== null) throw storeArchived(row.id);
}

/**
 * The time for a change of the store's tree: not before `at`, and later than every change before it. The store is locked
 * as by `lockStore`.
 * @throws AppError `not_found`
 */
export async function touchTree(ctx: Context, tx: Tx, storeId: StoreId, at: Date): Promise<Date> {
  const time = await touchTreeRow(tx, { workspaceId: ctx.workspaceId, id: storeId }, at);
  if (time === null) throw notFound("Memory store", storeId);
  return time;
}
