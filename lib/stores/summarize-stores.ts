import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { type StoreSummaryRow, summarizeStoreRows } from "./repository";

export type StoreSummary = StoreSummaryRow;

/** Memories, bytes and the last write of each store that is in the workspace. */
export async function summarizeStores(ctx: Context, storeIds: StoreId[]): Promise<Map<StoreId, StoreSummary>> {
  requireScope(ctx, "stores:read");
  const rows = await summarizeStoreRows(ctx.db, ctx.workspaceId, storeIds);
  return new Map(rows.map((row) => [row.storeId, row]));
}
