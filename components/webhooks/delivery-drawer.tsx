"use client";

import { useRouter } from "next/navigation";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Drawer } from "@/components/ui/drawer";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { Snippet } from "@/components/ui/snippet";
import { exactTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { VisibleText } from "@/components/ui/visible-text";
import type { WebhookDeliveryResource } from "@/lib/webhooks/schema";
import { attemptText } from "./delivery-text";
import { DeliveryState } from "./endpoint-state";

type Props = {
  /** Null: closed. */
  delivery: WebhookDeliveryResource | null;
  isEnabled: boolean;
  onClose: () => void;
  replay: Action<{ delivery_id: string }>;
};

/** What was sent and what came back, attempt by attempt. */
export function DeliveryDrawer({ delivery, isEnabled, onClose, replay }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(replay);
  const again = () => {
    if (!delivery) return;
    run({ delivery_id: delivery.id }, () => {
      toast({ text: "The event is sent again." });
      onClose();
      router.refresh();
    });
  };
  const canReplay = isEnabled && delivery !== null && delivery.ended_at !== null;
  return (
    <Drawer
      title={delivery?.event.data.type ?? "Delivery"}
      isOpen={delivery !== null}
      onClose={onClose}
      actions={
        <Button size="sm" isPending={isPending} isDisabled={!canReplay} onPress={again}>
          Replay
        </Button>
      }
    >
      {error && (
        <Note tone="error" className="m-4">
          {error.message}
        </Note>
      )}
      {delivery && <DeliveryBody delivery={delivery} />}
    </Drawer>
  );
}

function DeliveryBody({ delivery }: { delivery: WebhookDeliveryResource }) {
  return (
    <div className="flex flex-col gap-4 p-4 text-13">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">
        <DeliveryState status={delivery.status} attemptCount={delivery.attempts.length} />
        <span>
          made <RelativeTime at={delivery.created_at} />
        </span>
        {delivery.next_attempt_at && <span>next attempt {exactTime(delivery.next_attempt_at)}</span>}
        <span className="inline-flex items-center gap-1.5">
          webhook-id <CopyText text={delivery.event.id} what="event id" />
        </span>
      </div>
      <Snippet label="Body" code={JSON.stringify(delivery.event, null, 2)} className="whitespace-pre-wrap break-all" />
      {delivery.attempts.length === 0 && <p className="text-ink-3">Not sent yet.</p>}
      <ol className="flex flex-col gap-4">
        {delivery.attempts.map((attempt) => (
          <AttemptView key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </div>
  );
}

function AttemptView({ attempt }: { attempt: WebhookDeliveryResource["attempts"][number] }) {
  return (
    <li className="flex flex-col gap-1">
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">Attempt {attempt.number}</span>
        <span className="text-ink-2">{attemptText(attempt)}</span>
        <time dateTime={attempt.started_at} className="text-ink-3">
          {exactTime(attempt.started_at)}
        </time>
      </p>
      {attempt.response_body && (
        <pre className="max-h-80 overflow-auto rounded-md border bg-panel p-3 font-mono text-12 leading-5 break-all whitespace-pre-wrap">
          <VisibleText text={attempt.response_body} />
        </pre>
      )}
    </li>
  );
}
