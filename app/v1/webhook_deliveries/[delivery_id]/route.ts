import { defineRoute } from "@/lib/http/define-route";
import { getDelivery } from "@/lib/webhooks/get-delivery";
import { presentDelivery } from "@/lib/webhooks/present";
import { WebhookDeliveryParams, WebhookDeliveryResource } from "@/lib/webhooks/schema";

export const GET = defineRoute(
  {
    operationId: "getWebhookDelivery",
    summary: "Retrieve a webhook delivery with its attempts",
    scope: "webhooks:read",
    params: WebhookDeliveryParams,
    response: WebhookDeliveryResource,
  },
  async ({ ctx, params }) => presentDelivery(await getDelivery(ctx, params.delivery_id)),
);
