import { Chip } from "@/components/ui/chip";
import type { DeliveryStatus, WebhookEndpointResource } from "@/lib/webhooks/schema";

/** Whether an endpoint is sent anything, and whether that works. */
export function EndpointState({ endpoint }: { endpoint: WebhookEndpointResource }) {
  if (!endpoint.enabled) return <Chip tone={endpoint.disabled_reason === "person" ? "plain" : "needs"}>disabled</Chip>;
  if (endpoint.failing_since) return <Chip tone="removed">failing</Chip>;
  return <Chip tone="added">enabled</Chip>;
}

const TONE = {
  sending: "accent",
  succeeded: "added",
  failed: "removed",
  canceled: "plain",
} as const satisfies Record<Exclude<DeliveryStatus, "pending">, string>;

type DeliveryProps = { status: DeliveryStatus; attemptCount?: number };

/** How far a delivery is; one that was tried in vain waits to be tried again. */
export function DeliveryState({ status, attemptCount = 0 }: DeliveryProps) {
  if (status !== "pending") return <Chip tone={TONE[status]}>{status}</Chip>;
  return <Chip>{attemptCount > 0 ? "to retry" : "waiting"}</Chip>;
}
