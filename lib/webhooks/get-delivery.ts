import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { WebhookDeliveryId } from "@/lib/core/ids";
import { type DeliveryRow, findDelivery } from "./delivery-repository";

/** @throws AppError `not_found` */
export async function getDelivery(ctx: Context, id: WebhookDeliveryId): Promise<DeliveryRow> {
  requireScope(ctx, "webhooks:read");
  const row = await findDelivery(ctx.db, { workspaceId: ctx.workspaceId, id });
  if (row === null) throw notFound("Webhook delivery", id);
  return row;
}
