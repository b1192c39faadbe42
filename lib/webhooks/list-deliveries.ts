import { type Context, requireScope } from "@/lib/auth/context";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { type DeliveryRow, listDeliveryRows } from "./delivery-repository";
import { getEndpoint } from "./get-endpoint";
import type { DeliveryStatus } from "./schema";

export type ListDeliveries = {
  endpointId: WebhookEndpointId;
  status?: DeliveryStatus | undefined;
  limit?: number;
  page?: string | undefined;
};

/** Of one endpoint, newest first. @throws AppError `not_found`, `invalid_request` for a foreign cursor */
export async function listDeliveries(ctx: Context, input: ListDeliveries): Promise<Page<DeliveryRow>> {
  requireScope(ctx, "webhooks:read");
  const endpoint = await getEndpoint(ctx, input.endpointId);
  const limit = input.limit ?? 20;
  const scope = `webhook_deliveries:${endpoint.id}`;
  const after = decodeTimeCursor(scope, input.page);
  const status = input.status ?? null;
  const rows = await listDeliveryRows(ctx.db, endpoint.id, { status, after, limit: limit + 1 });
  return toTimePage(rows, limit, scope);
}
