import { defineRoute } from "@/lib/http/define-route";
import { presentDelivery } from "@/lib/webhooks/present";
import { replayDelivery } from "@/lib/webhooks/replay-delivery";
import { WebhookDeliveryParams, WebhookDeliveryResource } from "@/lib/webhooks/schema";

export const POST = defineRoute(
  {
    operationId: "replayWebhookDelivery",
    summary: "Send the event of a delivery to its endpoint again",
    description:
      "A delivery of its own with three new attempts: the same body and `webhook-id`. Refused while the delivery has not " +
      "ended or its endpoint is disabled.",
    scope: "webhooks:write",
    params: WebhookDeliveryParams,
    response: WebhookDeliveryResource,
  },
  async ({ ctx, params }) => presentDelivery(await replayDelivery(ctx, params.delivery_id)),
);
