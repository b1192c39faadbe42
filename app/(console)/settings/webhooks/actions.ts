"use server";

import { defineAction } from "@/lib/http/define-action";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/delete-endpoint";
import { replayDelivery } from "@/lib/webhooks/replay-delivery";
import { rotateSecret } from "@/lib/webhooks/rotate-secret";
import {
  CreateWebhookEndpointBody,
  UpdateWebhookEndpointBody,
  WebhookDeliveryParams,
  WebhookEndpointParams,
} from "@/lib/webhooks/schema";
import { sendTest } from "@/lib/webhooks/send-test";
import { updateEndpoint } from "@/lib/webhooks/update-endpoint";

export const createEndpointAction = defineAction(CreateWebhookEndpointBody, async (ctx, input) => {
  const { id, secret } = await createEndpoint(ctx, input);
  return { id: id as string, secret };
});

export const updateEndpointAction = defineAction(
  UpdateWebhookEndpointBody.extend(WebhookEndpointParams.shape),
  async (ctx, { endpoint_id, ...change }) => {
    await updateEndpoint(ctx, { id: endpoint_id, ...change });
    return null;
  },
);

export const rotateSecretAction = defineAction(WebhookEndpointParams, async (ctx, input) => {
  const { secret } = await rotateSecret(ctx, input.endpoint_id);
  return { secret };
});

export const sendTestAction = defineAction(WebhookEndpointParams, async (ctx, input) => {
  await sendTest(ctx, input.endpoint_id);
  return null;
});

export const deleteEndpointAction = defineAction(WebhookEndpointParams, async (ctx, input) => {
  await deleteEndpoint(ctx, input.endpoint_id);
  return null;
});

export const replayDeliveryAction = defineAction(WebhookDeliveryParams, async (ctx, input) => {
  await replayDelivery(ctx, input.delivery_id);
  return null;
});
