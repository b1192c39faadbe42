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
