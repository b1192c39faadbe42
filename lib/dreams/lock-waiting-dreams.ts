import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type DreamRow, lockWaitingRows } from "./repository";

/**
 * The dreams of a store whose proposals wait, locked until the transaction ends; one that somebody else holds right now is
 * left out: whoever decides on it looks at the store by themselves.
 */
export function lockWaitingDreams(ctx: Context, tx: Tx, storeId: StoreId): Promise<DreamRow[]> {
  return lockWaitingRows(tx, { workspaceId: ctx.workspaceId, storeId });
}
