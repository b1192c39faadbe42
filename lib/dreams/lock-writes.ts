import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type DreamRow, lockWritesRow } from "./repository";

/** The proposal that collects what agents write to the store, locked until the transaction ends; null: there is none yet. */
export function lockWrites(ctx: Context, tx: Tx, storeId: StoreId): Promise<DreamRow | null> {
  return lockWritesRow(tx, { workspaceId: ctx.workspaceId, storeId });
}
