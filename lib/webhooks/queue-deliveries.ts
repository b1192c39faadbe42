import type { Context } from "@/lib/auth/context";
import { newId, type WebhookDeliveryId, type WebhookEndpointId, type WebhookEventId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { enqueue } from "@/lib/jobs/queue";
import { deliverJob } from "./deliver.job";
import { insertDeliveries } from "./delivery-repository";

export type QueueDelivery = {
  endpointId: WebhookEndpointId;
  eventId: WebhookEventId;
  replayOfId?: WebhookDeliveryId | undefined;
};

/** Makes deliveries that are due at once, each with a job for its first attempt. @returns their ids, in order */
export async function queueDeliveries(
  ctx: Pick<Context, "workspaceId" | "now">,
  tx: Tx,
  deliveries: QueueDelivery[],
): Promise<WebhookDeliveryId[]> {
  const createdAt = ctx.now();
  const rows = deliveries.map(({ endpointId, eventId, replayOfId }) => ({
    id: newId("whdel"),
    workspaceId: ctx.workspaceId,
    endpointId,
    eventId,
    replayOfId: replayOfId ?? null,
    createdAt,
  }));
  await insertDeliveries(tx, rows);
  for (const { id } of rows) await enqueue(tx, deliverJob, { deliveryId: id });
  return rows.map(({ id }) => id);
}
