import { defineRoute } from "@/lib/http/define-route";
import { presentEndpointWithSecret } from "@/lib/webhooks/present";
import { rotateSecret } from "@/lib/webhooks/rotate-secret";
import { WebhookEndpointParams, WebhookEndpointWithSecret } from "@/lib/webhooks/schema";

export const POST = defineRoute(
  {
    operationId: "rotateWebhookSecret",
    summary: "Give a webhook endpoint a new secret",
    description: "For 24 hours requests carry a signature by the old secret, too, so that receivers can go over.",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    response: WebhookEndpointWithSecret,
  },
  async ({ ctx, params }) => presentEndpointWithSecret(await rotateSecret(ctx, params.endpoint_id)),
);
