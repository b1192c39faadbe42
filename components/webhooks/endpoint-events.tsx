import type { WebhookEndpointResource } from "@/lib/webhooks/schema";

/** What an endpoint is sent. */
export function EndpointEvents({ events }: Pick<WebhookEndpointResource, "events">) {
  if (events.some((event) => event === "*")) return <span className="text-ink-2">all events</span>;
  return <span className="font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{events.join(", ")}</span>;
}
