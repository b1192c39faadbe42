import { Id } from "@/components/ui/copy-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { VisibleText } from "@/components/ui/visible-text";
import type { WebhookEndpointResource } from "@/lib/webhooks/schema";
import { DisabledNote } from "./disabled-note";
import type { Enable } from "./enable-button";
import { EndpointEvents } from "./endpoint-events";
import { EndpointState } from "./endpoint-state";

/** Where an endpoint is, what it is sent, and how it does. */
export function EndpointHeader({ endpoint, enable }: { endpoint: WebhookEndpointResource; enable: Enable }) {
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-3">
      <p className="font-mono text-14 break-all">
        <VisibleText text={endpoint.url} />
      </p>
      {endpoint.description && (
        <p className="max-w-[90ch] text-13 text-ink-2">
          <VisibleText text={endpoint.description} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-ink-2">
        <EndpointState endpoint={endpoint} />
        <EndpointEvents events={endpoint.events} />
        <span>
          made <RelativeTime at={endpoint.created_at} />
        </span>
        <Id id={endpoint.id} />
      </div>
      <DisabledNote endpoint={endpoint} enable={enable} />
    </div>
  );
}
