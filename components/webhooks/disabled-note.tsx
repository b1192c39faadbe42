import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DisabledReason, WebhookEndpointResource } from "@/lib/webhooks/schema";
import { type Enable, EnableButton } from "./enable-button";

const WHY: Record<DisabledReason, string> = {
  person: "It was disabled by hand. Nothing is sent; what happens meanwhile is not sent later.",
  gone: "The receiver answered 410 Gone. Enable it once something listens there again.",
  redirect: "The receiver answered with a redirect, which is never followed. Give the final address, then enable it.",
  private_address:
    "Its host has an address that is not on the public internet. Whoever runs the server can allow that with REVERIE_WEBHOOK_PRIVATE=allow; then enable it.",
  failing: "Every delivery had failed for five days, or 500 in a row. Send a test, then enable it.",
};

/** Why an endpoint gets nothing, or since when nothing arrives. */
export function DisabledNote({ endpoint, enable }: { endpoint: WebhookEndpointResource; enable: Enable }) {
  if (endpoint.disabled_reason) {
    return (
      <Note
        tone={endpoint.disabled_reason === "person" ? "info" : "needs"}
        title="This endpoint is disabled."
        actions={<EnableButton endpointId={endpoint.id} enable={enable} />}
      >
        {WHY[endpoint.disabled_reason]}
      </Note>
    );
  }
  if (!endpoint.failing_since) return null;
  return (
    <Note tone="needs" title="Deliveries fail.">
      None has succeeded since <RelativeTime at={endpoint.failing_since} />. After five days the endpoint is disabled.
    </Note>
  );
}
