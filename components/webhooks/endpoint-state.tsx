import { Chip } from "@/components/ui/chip";
import type { DeliveryStatus, WebhookEndpointResource } from "@/lib/webhooks/schema";

/** Whether an endpoint is sent anything, and whether that works. */
export function EndpointState({ endpoint }: { endpoint: WebhookEndpointResource }) {
  if (!endpoint.enabled) return <Chip tone={endpoint.disabled_reason === "person" ? "plain" : "needs"}>disabled</Chip>;
  if (endpoint.failing_since) return <Chip tone="removed">failing</Chip>;
  return <Chip tone="added">enabled</Chip>;
}

const TONE = {
  pending: "plain",
  sending: "accent",
  succeeded: "added",
  failed: "removed",
  canceled: "plain",
} as const satisfies Record<DeliveryStatus, string>;

export function DeliveryState({ status }: { status: DeliveryStatus }) {
  return <Chip tone={TONE[status]}>{status === "pending" ? "waiting" : status}</Chip>;
}
