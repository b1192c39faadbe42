import { defineRoute } from "@/lib/http/define-route";
import { deleteEndpoint } from "@/lib/webhooks/delete-endpoint";
import { getEndpoint } from "@/lib/webhooks/get-endpoint";
import { presentEndpoint } from "@/lib/webhooks/present";
import {
  DeletedWebhookEndpoint,
  UpdateWebhookEndpointBody,
  WebhookEndpointParams,
  WebhookEndpointResource,
} from "@/lib/webhooks/schema";
import { updateEndpoint } from "@/lib/webhooks/update-endpoint";

export const GET = defineRoute(
  {
    operationId: "getWebhookEndpoint",
    summary: "Retrieve a webhook endpoint",
    scope: "webhooks:read",
    params: WebhookEndpointParams,
    response: WebhookEndpointResource,
  },
  async ({ ctx, params }) => presentEndpoint(await getEndpoint(ctx, params.endpoint_id)),
);

export const POST = defineRoute(
  {
    operationId: "updateWebhookEndpoint",
    summary: "Update, enable or disable a webhook endpoint",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    body: UpdateWebhookEndpointBody,
    response: WebhookEndpointResource,
  },
  async ({ ctx, params, body }) => presentEndpoint(await updateEndpoint(ctx, { id: params.endpoint_id, ...body })),
);

export const DELETE = defineRoute(
  {
    operationId: "deleteWebhookEndpoint",
    summary: "Delete a webhook endpoint with its deliveries",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    response: DeletedWebhookEndpoint,
  },
  async ({ ctx, params }) => {
    await deleteEndpoint(ctx, params.endpoint_id);
    return { id: params.endpoint_id, type: "webhook_endpoint_deleted" as const };
  },
);
