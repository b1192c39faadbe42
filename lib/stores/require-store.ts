import type { Context } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { findStore, type StoreRow } from "./repository";

/**
 * The store that a verb of another module works in, whose own scope has been checked: a key with only `memories:…` reads
 * and writes memories without `stores:read`.
 * @throws AppError `not_found`
 */
export async function requireStore(ctx: Context, storeId: StoreId): Promise<StoreRow> {
  const row = await findStore(ctx.db, { workspaceId: ctx.workspaceId, id: storeId });
  if (row === null) throw notFound("Memory store", storeId);
  return row;
}
