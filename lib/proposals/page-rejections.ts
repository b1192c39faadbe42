import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { requireStore } from "@/lib/stores/require-store";
import { pageStandingRejections, type RejectionRow } from "./rejection-repository";

/** What people turned down for a store and did not take back, newest first. @throws AppError `not_found` */
export async function pageRejections(
  ctx: Context,
  { storeId, limit, page }: { storeId: StoreId; limit: number; page?: string | undefined },
): Promise<Page<RejectionRow>> {
  requireScope(ctx, "dreams:read");
  const store = await requireStore(ctx, storeId);
  const scope = `rejected_findings/${store.id}`;
  const after = decodeTimeCursor(scope, page);
  const key = { workspaceId: ctx.workspaceId, storeId: store.id };
  return toTimePage(await pageStandingRejections(ctx.db, key, { after, limit: limit + 1 }), limit, scope);
}
