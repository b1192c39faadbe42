import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { lockStoreRow, type StoreRow } from "./repository";

/** The store, locked, or null when it is gone or archived. */
export async function findActiveStore(ctx: Context, tx: Tx, storeId: StoreId): Promise<StoreRow | null> {
  const row = await lockStoreRow(tx, { workspaceId: ctx.workspaceId, id: storeId });
  return row === null || row.archivedAt !== null ? null : row;
}
