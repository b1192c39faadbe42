"use client";

import { useState } from "react";
import { Button } from "react-aria-components/Button";
import type { Action } from "@/components/ui/action";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { useRefreshWhile } from "@/components/ui/use-refresh-while";
import type { WebhookDeliveryResource } from "@/lib/webhooks/schema";
import { DeliveryDrawer } from "./delivery-drawer";
import { attemptText, isUnderWay } from "./delivery-text";
import { DeliveryState } from "./endpoint-state";

const columns = {
  event: { key: "event", label: "Event" },
  status: { key: "status", label: "State", className: "w-28" },
  answer: { key: "answer", label: "Last attempt", className: "w-64", hideBelow: "wide" },
  attempts: { key: "attempts", label: "Attempts", align: "right", className: "w-20", hideBelow: "rail" },
  at: { key: "at", label: "Made", className: "w-36" },
} satisfies Record<string, Column>;

type Props = {
  deliveries: WebhookDeliveryResource[];
  isEnabled: boolean;
  replay: Action<{ delivery_id: string }>;
};

/** The deliveries of an endpoint; a row opens what was sent and what came back. Looks again while one is on its way. */
export function DeliveriesTable({ deliveries, isEnabled, replay }: Props) {
  const [openId, setOpenId] = useState<string | null>(null);
  useRefreshWhile(deliveries.some(isUnderWay));
  return (
    <>
      <Table label="Deliveries" columns={Object.values(columns)}>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <Cell column={columns.event}>
              <Button
                onPress={() => setOpenId(delivery.id)}
                className={`${rowLinkClass} text-left font-mono text-12 [overflow-wrap:anywhere]`}
              >
                {delivery.event.data.type}
              </Button>
              {delivery.replay_of && <span className="ml-2 text-ink-3">replay</span>}
            </Cell>
            <Cell column={columns.status}>
              <DeliveryState status={delivery.status} attemptCount={delivery.attempts.length} />
            </Cell>
            <Cell column={columns.answer}>
              <span className="text-ink-2">{attemptText(delivery.attempts.at(-1))}</span>
            </Cell>
            <Cell column={columns.attempts}>{delivery.attempts.length}</Cell>
            <Cell column={columns.at}>
              <RelativeTime at={delivery.created_at} className="text-ink-2" />
            </Cell>
          </Row>
        ))}
      </Table>
      <DeliveryDrawer
        delivery={deliveries.find(({ id }) => id === openId) ?? null}
        isEnabled={isEnabled}
        onClose={() => setOpenId(null)}
        replay={replay}
      />
    </>
  );
}
