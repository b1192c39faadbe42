import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import { presentEndpoint, presentEndpointWithSecret } from "@/lib/webhooks/present";
import {
  CreateWebhookEndpointBody,
  ListWebhookEndpointsQuery,
  WebhookEndpointResource,
  WebhookEndpointWithSecret,
} from "@/lib/webhooks/schema";

export const POST = defineRoute(
  {
    operationId: "createWebhookEndpoint",
    summary: "Create a webhook endpoint",
    description:
      "The answer holds the secret that signs the requests, this once. Check them with the SDK's " +
      "`client.beta.webhooks.unwrap`, or any library for Standard Webhooks. An answer of 2xx within 10 seconds is a " +
      "success; else there are two more attempts, after 5 to 30 and after 30 to 120 seconds. A redirect, 410, a host " +
      "with a private address, and five days of failures disable the endpoint. Events come at least once, in no order, " +
      "and those of the time before are not sent.",
    scope: "webhooks:write",
    body: CreateWebhookEndpointBody,
    response: WebhookEndpointWithSecret,
  },
  async ({ ctx, body }) => presentEndpointWithSecret(await createEndpoint(ctx, body)),
);

export const GET = defineRoute(
  {
    operationId: "listWebhookEndpoints",
    summary: "List webhook endpoints, newest first",
    scope: "webhooks:read",
    query: ListWebhookEndpointsQuery,
    response: pageOf(WebhookEndpointResource),
  },
  async ({ ctx, query }) => {
    const page = await listEndpoints(ctx, query);
    return { data: page.data.map(presentEndpoint), next_page: page.nextPage };
  },
);
