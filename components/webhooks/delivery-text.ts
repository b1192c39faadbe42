import { durationText } from "@/components/ui/time-text";
import type { WebhookDeliveryResource } from "@/lib/webhooks/schema";

type Attempt = WebhookDeliveryResource["attempts"][number];

/** How an attempt ended, in one line: `answered 503 after 12 ms`. */
export function attemptText(attempt: Attempt | undefined): string {
  if (attempt === undefined) return "";
  if (attempt.duration_ms === null) return "no outcome yet";
  if (attempt.error) return attempt.error.message;
  return `answered ${attempt.status_code} after ${durationText(attempt.duration_ms)}`;
}

/** Whether its first attempt is to come, or one has no outcome yet; not while it waits for a later attempt. */
export function isUnderWay({ ended_at, attempts }: WebhookDeliveryResource): boolean {
  const last = attempts.at(-1);
  return ended_at === null && (last === undefined || last.duration_ms === null);
}
