import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { type DeliveryRow, findDelivery, insertEvents } from "./delivery-repository";
import { eventRow } from "./emit-event";
import { queueDeliveries } from "./queue-deliveries";
import { lockEndpoint } from "./repository";

/**
 * Sends `reverie.test` to one endpoint, also when it is disabled: to be tried before it is enabled.
 * @throws AppError `not_found`
 */
export async function sendTest(ctx: Context, id: WebhookEndpointId): Promise<DeliveryRow> {
  requireScope(ctx, "webhooks:write");
  return withTransaction(ctx.db, async (tx) => {
    const endpoint = await lockEndpoint(tx, { workspaceId: ctx.workspaceId, id });
    if (endpoint === null) throw notFound("Webhook endpoint", id);
    const event = eventRow(ctx, { type: "reverie.test", objectId: endpoint.id });
    await insertEvents(tx, [event]);
    const [deliveryId] = await queueDeliveries(ctx, tx, [{ endpointId: endpoint.id, eventId: event.id }]);
    // Written just now, in this transaction.
    return (await findDelivery(tx, {
      workspaceId: ctx.workspaceId,
      id: deliveryId as DeliveryRow["id"],
    })) as DeliveryRow;
  });
}
