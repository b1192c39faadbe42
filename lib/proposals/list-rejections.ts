import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { listStandingRejections, type RejectionRow } from "./rejection-repository";

/** What people turned down for a store and did not take back, newest first; the caller knows that the store is there. */
export async function listRejections(ctx: Context, { storeId }: { storeId: StoreId }): Promise<RejectionRow[]> {
  requireScope(ctx, "dreams:read");
  return listStandingRejections(ctx.db, ctx.workspaceId, storeId);
}
