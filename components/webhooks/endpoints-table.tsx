import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { VisibleText } from "@/components/ui/visible-text";
import type { WebhookEndpointResource } from "@/lib/webhooks/schema";
import { EndpointEvents } from "./endpoint-events";
import { DeliveryState, EndpointState } from "./endpoint-state";

const columns = {
  url: { key: "url", label: "Endpoint" },
  state: { key: "state", label: "State", className: "w-28" },
  events: { key: "events", label: "Events", className: "w-72", hideBelow: "wide" },
  last: { key: "last", label: "Last delivery", className: "w-60", hideBelow: "rail" },
} satisfies Record<string, Column>;

export function EndpointsTable({ endpoints }: { endpoints: WebhookEndpointResource[] }) {
  return (
    <Table label="Webhook endpoints" columns={Object.values(columns)}>
      {endpoints.map((endpoint) => (
        <Row key={endpoint.id}>
          <Cell column={columns.url}>
            <Link href={`/settings/webhooks/${endpoint.id}`} className={`${rowLinkClass} font-mono break-all`}>
              <VisibleText text={endpoint.url} />
            </Link>
            {endpoint.description && (
              <p className="mt-0.5 line-clamp-1 text-ink-3">
                <VisibleText text={endpoint.description} />
              </p>
            )}
          </Cell>
          <Cell column={columns.state}>
            <EndpointState endpoint={endpoint} />
          </Cell>
          <Cell column={columns.events}>
            <p className="line-clamp-2">
              <EndpointEvents events={endpoint.events} />
            </p>
          </Cell>
          <Cell column={columns.last}>
            {endpoint.last_delivery ? (
              <span className="flex flex-wrap items-center gap-2">
                <DeliveryState status={endpoint.last_delivery.status} />
                <RelativeTime at={endpoint.last_delivery.created_at} className="text-ink-2" />
              </span>
            ) : (
              <span className="text-ink-3">none yet</span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
