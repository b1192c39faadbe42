import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { AttemptRow, DeliveryRow } from "./delivery-repository";
import type { ListedEndpointRow } from "./repository";
import { errorMessage } from "./rules";
import type { WebhookDeliveryResource, WebhookEndpointResource, WebhookEventResource } from "./schema";

/** Without the secret. */
export function presentEndpoint(row: ListedEndpointRow): WebhookEndpointResource {
  const last = row.lastDelivery;
  return {
    id: row.id,
    type: "webhook_endpoint",
    url: row.url,
    description: row.description,
    events: row.events,
    enabled: row.isEnabled,
    disabled_reason: row.disabledReason,
    failing_since: wireTimeOrNull(row.failingSince),
    previous_secret_until: wireTimeOrNull(row.previousSecretUntil),
    last_delivery: last && {
      id: last.id,
      event_type: last.eventType,
      status: last.status,
      created_at: wireTime(new Date(last.createdAtMs)),
    },
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
  };
}

/** For the answers that show the secret: of a new endpoint, and of a rotation. */
export function presentEndpointWithSecret(row: ListedEndpointRow): WebhookEndpointResource & { secret: string } {
  return { ...presentEndpoint(row), secret: row.secret };
}

export function presentDelivery(row: DeliveryRow): WebhookDeliveryResource {
  return {
    id: row.id,
    type: "webhook_delivery",
    webhook_endpoint_id: row.endpointId,
    event: JSON.parse(row.eventBody) as WebhookEventResource,
    status: row.status,
    attempts: row.attempts.map(presentAttempt),
    next_attempt_at: row.status === "pending" ? wireTimeOrNull(row.dueAt) : null,
    replay_of: row.replayOfId,
    created_at: wireTime(row.createdAt),
    ended_at: wireTimeOrNull(row.endedAt),
  };
}

const presentAttempt = (row: AttemptRow): WebhookDeliveryResource["attempts"][number] => ({
  number: row.number,
  started_at: wireTime(new Date(row.startedAtMs)),
  duration_ms: row.durationMs,
  status_code: row.statusCode,
  error: row.errorType === null ? null : { type: row.errorType, message: errorMessage(row.errorType) },
  response_body: row.responseBody,
});
