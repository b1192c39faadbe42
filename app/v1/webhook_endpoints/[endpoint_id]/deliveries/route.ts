import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { listDeliveries } from "@/lib/webhooks/list-deliveries";
import { presentDelivery } from "@/lib/webhooks/present";
import { ListWebhookDeliveriesQuery, WebhookDeliveryResource, WebhookEndpointParams } from "@/lib/webhooks/schema";

export const GET = defineRoute(
  {
    operationId: "listWebhookDeliveries",
    summary: "List the deliveries to a webhook endpoint, newest first",
    description: "With every attempt. Kept for 30 days after the event.",
    scope: "webhooks:read",
    params: WebhookEndpointParams,
    query: ListWebhookDeliveriesQuery,
    response: pageOf(WebhookDeliveryResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listDeliveries(ctx, { endpointId: params.endpoint_id, ...query });
    return { data: page.data.map(presentDelivery), next_page: page.nextPage };
  },
);
