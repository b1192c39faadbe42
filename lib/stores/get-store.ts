import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { findStore, type StoreRow } from "./repository";

/** @throws AppError `not_found` */
export async function getStore(ctx: Context, storeId: StoreId): Promise<StoreRow> {
  requireScope(ctx, "stores:read");
  const row = await findStore(ctx.db, { workspaceId: ctx.workspaceId, id: storeId });
  if (row === null) throw notFound("Memory store", storeId);
  return row;
}
