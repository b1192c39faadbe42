import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { StoreRow } from "./repository";
import { requireStore } from "./require-store";

/** @throws AppError `not_found` */
export async function getStore(ctx: Context, storeId: StoreId): Promise<StoreRow> {
  requireScope(ctx, "stores:read");
  return requireStore(ctx, storeId);
}
