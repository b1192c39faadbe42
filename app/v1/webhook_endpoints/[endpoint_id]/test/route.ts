import { defineRoute } from "@/lib/http/define-route";
import { presentDelivery } from "@/lib/webhooks/present";
import { WebhookDeliveryResource, WebhookEndpointParams } from "@/lib/webhooks/schema";
import { sendTest } from "@/lib/webhooks/send-test";

export const POST = defineRoute(
  {
    operationId: "testWebhookEndpoint",
    summary: "Send reverie.test to a webhook endpoint",
    description:
      "Whatever it subscribes to, and also while it is disabled. Answers with the delivery before it is sent.",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    response: WebhookDeliveryResource,
  },
  async ({ ctx, params }) => presentDelivery(await sendTest(ctx, params.endpoint_id)),
);
