import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { WebhookDeliveryId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { type DeliveryRow, findDelivery } from "./delivery-repository";
import { queueDeliveries } from "./queue-deliveries";
import { lockEndpoint } from "./repository";

/**
 * Sends the event of a delivery to its endpoint again, as a delivery of its own: the same body and `webhook-id`, three
 * new attempts.
 * @throws AppError `not_found`, `invalid_request` while the endpoint is disabled or the delivery has not ended
 */
export async function replayDelivery(ctx: Context, id: WebhookDeliveryId): Promise<DeliveryRow> {
  requireScope(ctx, "webhooks:write");
  return withTransaction(ctx.db, async (tx) => {
    const found = await findDelivery(tx, { workspaceId: ctx.workspaceId, id });
    if (found === null) throw notFound("Webhook delivery", id);
    const endpoint = await lockEndpoint(tx, { workspaceId: ctx.workspaceId, id: found.endpointId });
    if (endpoint === null) throw notFound("Webhook delivery", id);
    if (found.endedAt === null) {
      throw new AppError(
        "invalid_request",
        `Webhook delivery ${id} is still ${found.status}: wait until it has ended.`,
      );
    }
    if (!endpoint.isEnabled) {
      throw new AppError("invalid_request", `Webhook endpoint ${endpoint.id} is disabled: enable it before a replay.`);
    }
    const [replayId] = await queueDeliveries(ctx, tx, [
      { endpointId: endpoint.id, eventId: found.eventId, replayOfId: id },
    ]);
    // Written just now, in this transaction.
    return (await findDelivery(tx, { workspaceId: ctx.workspaceId, id: replayId as DeliveryRow["id"] })) as DeliveryRow;
  });
}
