import { z } from "zod";
import { StoreId, ThreadId, WebhookDeliveryId, WebhookEndpointId, WebhookEventId, WorkspaceId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount } from "@/lib/core/text";
import { Timestamp } from "@/lib/core/time";

/** What this server tells. Types of the hosted API that it has no occasion for (contract 13) are not listed. */
export const WEBHOOK_EVENT_TYPES = [
  "memory_store.created",
  "memory_store.archived",
  "memory_store.deleted",
  "session.created",
  "session.updated",
  "session.archived",
  "session.deleted",
  "session.status_run_started",
  "session.status_idled",
  "session.status_terminated",
  "session.thread_created",
  "session.thread_terminated",
  "reverie.dream.completed",
  "reverie.dream.failed",
  "reverie.dream.canceled",
  "reverie.proposal.ready",
  "reverie.proposal.adopted",
  "reverie.proposal.rejected",
  "reverie.proposal.undone",
  "reverie.memory.changed",
  "reverie.test",
] as const;

export const WebhookEventType = z.enum(WEBHOOK_EVENT_TYPES);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

/** What an endpoint may subscribe to: an event type, everything that begins with a word, or everything. */
const SUBSCRIPTIONS = [
  "*",
  "memory_store.*",
  "session.*",
  "reverie.*",
  "reverie.dream.*",
  "reverie.proposal.*",
  ...WEBHOOK_EVENT_TYPES.filter((type) => type !== "reverie.test"),
] as const;

export const WebhookSubscription = z.enum(SUBSCRIPTIONS, {
  error: (issue) =>
    `events must hold event types of this server, such as session.created, or a prefix such as reverie.* or *, got ${JSON.stringify(issue.input)?.slice(0, 80)}`,
});
export type WebhookSubscription = z.infer<typeof WebhookSubscription>;

export const WEBHOOK_URL_CHARACTERS_MAX = 2_048;
const DESCRIPTION_CHARACTERS_MAX = 1_024;

function urlFault(text: string): string | null {
  if (text.length > WEBHOOK_URL_CHARACTERS_MAX) return `url must have at most ${WEBHOOK_URL_CHARACTERS_MAX} characters`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["https:", "http:"].includes(url.protocol) || url.hostname === "") {
    return "url must be an address such as https://example.com/hooks";
  }
  return url.username || url.password ? "url must not hold a user name or password" : null;
}

export const WebhookUrl = z
  .string({ error: "url must be a text" })
  .superRefine((text, context) => {
    const fault = urlFault(text);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  })
  .meta({
    description: `Where events are posted: https or http, at most ${WEBHOOK_URL_CHARACTERS_MAX} characters. Redirects are not followed.`,
    examples: ["https://example.com/hooks/reverie"],
    maxLength: WEBHOOK_URL_CHARACTERS_MAX,
  });

const Events = z
  .array(WebhookSubscription)
  .min(1, "events must name at least one event type")
  .max(50, "events must name at most 50 event types")
  .meta({
    description:
      "Event types, prefixes such as `reverie.*`, or `*` for everything. Of session and memory store events, those are " +
      "sent that happen on this server; `reverie.*` are its own.",
    examples: [["memory_store.*", "reverie.proposal.ready"]],
  });

const Description = z
  .string({ error: "description must be a text" })
  .refine(
    (text) => characterCount(text) <= DESCRIPTION_CHARACTERS_MAX,
    `description must have at most ${DESCRIPTION_CHARACTERS_MAX} characters`,
  )
  .meta({ description: "For people: who listens there.", examples: ["Pages the on-call team"] });

export const CreateWebhookEndpointBody = z.strictObject({
  url: WebhookUrl,
  events: Events,
  description: Description.nullish(),
  enabled: z.boolean().nullish().describe("False: made, but sent nothing until enabled. True when left out."),
});

export const UpdateWebhookEndpointBody = z.strictObject({
  url: WebhookUrl.nullish(),
  events: Events.nullish(),
  description: Description.nullish().describe('`""` clears it.'),
  enabled: z
    .boolean()
    .nullish()
    .describe("False: no more events, and those that wait are canceled. True: from now on; missed ones do not come."),
});

export const DisabledReason = z.enum(["person", "gone", "redirect", "private_address", "failing"]);
export type DisabledReason = z.infer<typeof DisabledReason>;

export const DeliveryStatus = z
  .enum(["pending", "sending", "succeeded", "failed", "canceled"])
  .describe(
    "`pending`: waits for its first or next attempt. `canceled`: the endpoint was disabled before it was sent.",
  );
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const AttemptErrorType = z.enum([
  "private_address",
  "host_not_found",
  "connection_refused",
  "connection_closed",
  "timeout",
  "tls",
  "network",
]);
export type AttemptErrorType = z.infer<typeof AttemptErrorType>;

export const WebhookEventResource = z
  .strictObject({
    type: z.literal("event"),
    id: WebhookEventId.describe("The same for every attempt and replay: also the header `webhook-id`."),
    created_at: Timestamp,
    data: z
      .strictObject({
        type: WebhookEventType.describe("What happened."),
        id: z.string().describe("The object to fetch: store, session, or dream (also for proposals)."),
        organization_id: z.string().describe("As in the header `anthropic-organization-id`."),
        workspace_id: WorkspaceId,
        session_thread_id: ThreadId.optional().describe("Of `session.thread_*` events."),
        memory_store_id: StoreId.optional().describe("The store that a dream, a proposal or a change is about."),
        after: z
          .int()
          .optional()
          .describe("Of `reverie.memory.changed`: pass it to the store's feed of changes for what is new."),
      })
      .describe("Thin: ids alone."),
  })
  .meta({ id: "WebhookEvent", description: "What is posted to an endpoint." });
export type WebhookEventResource = z.infer<typeof WebhookEventResource>;

export const WebhookEndpointResource = z
  .strictObject({
    id: WebhookEndpointId,
    type: z.literal("webhook_endpoint"),
    url: z.string().describe("Where events are posted."),
    description: z.string().describe('`""` when unset.'),
    events: z.array(z.string()).describe("What it subscribes to."),
    enabled: z.boolean().describe("Whether events are sent to it."),
    disabled_reason: DisabledReason.nullable().describe(
      "Why it is disabled: by a `person`; the receiver answered 410 (`gone`) or with a `redirect`; the host has a " +
        "`private_address`; every delivery failed for five days, or 500 in a row (`failing`). Null while enabled.",
    ),
    failing_since: Timestamp.nullable().describe("When deliveries began to fail in a row; null after a success."),
    previous_secret_until: Timestamp.nullable().describe(
      "Until when requests are also signed with the secret before the rotation; null otherwise.",
    ),
    last_delivery: z
      .strictObject({
        id: WebhookDeliveryId,
        event_type: WebhookEventType.describe("What it told."),
        status: DeliveryStatus,
        created_at: Timestamp,
      })
      .nullable()
      .describe("The newest one; null before the first."),
    created_at: Timestamp,
    updated_at: Timestamp.describe("Moves when it is changed, enabled or disabled, and with a rotation."),
  })
  .meta({ id: "WebhookEndpoint", description: "An address that is told when something changes." });
export type WebhookEndpointResource = z.infer<typeof WebhookEndpointResource>;

export const WebhookEndpointWithSecret = WebhookEndpointResource.extend({
  secret: z
    .string()
    .describe("Signs the requests: `whsec_` and 32 bytes in base64. Shown here only, so keep it with the receiver."),
}).meta({ id: "WebhookEndpointWithSecret", description: "A webhook endpoint with its new secret." });

export const DeletedWebhookEndpoint = z
  .strictObject({ id: WebhookEndpointId, type: z.literal("webhook_endpoint_deleted") })
  .meta({ id: "DeletedWebhookEndpoint", description: "What is left of a webhook endpoint." });

const AttemptResource = z
  .strictObject({
    number: z.int().describe("1 to 3."),
    started_at: Timestamp,
    duration_ms: z.int().nullable().describe("Until the answer's headers; null without an outcome (the server ended)."),
    status_code: z.int().nullable().describe("The answer's; null when there was none."),
    error: z
      .strictObject({
        type: AttemptErrorType.describe("What kept the request from being answered."),
        message: z.string().describe("What went wrong, in words."),
      })
      .nullable()
      .describe("Why there was no answer; null when there was one."),
    response_body: z
      .string()
      .nullable()
      .describe("The first 4 KiB of the answer as text. Written by the receiver: show it escaped."),
  })
  .meta({ id: "WebhookAttempt", description: "One request to an endpoint." });

export const WebhookDeliveryResource = z
  .strictObject({
    id: WebhookDeliveryId,
    type: z.literal("webhook_delivery"),
    webhook_endpoint_id: WebhookEndpointId,
    event: WebhookEventResource,
    status: DeliveryStatus,
    attempts: z.array(AttemptResource).describe("In order; at most three."),
    next_attempt_at: Timestamp.nullable().describe("When it is due; null unless `pending`."),
    replay_of: WebhookDeliveryId.nullable().describe("The delivery that this one repeats; null for an event's first."),
    created_at: Timestamp,
    ended_at: Timestamp.nullable().describe("Null until it has ended."),
  })
  .meta({ id: "WebhookDelivery", description: "One event on its way to one endpoint. Kept for 30 days." });
export type WebhookDeliveryResource = z.infer<typeof WebhookDeliveryResource>;

export const WebhookEndpointParams = z.object({ endpoint_id: WebhookEndpointId });
export const WebhookDeliveryParams = z.object({ delivery_id: WebhookDeliveryId });
export const ListWebhookEndpointsQuery = z.object({ limit: limitParam(100, 20), page: PageParam });
export const ListWebhookDeliveriesQuery = z.object({
  status: DeliveryStatus.optional().describe("Only deliveries in this state."),
  limit: limitParam(100, 20),
  page: PageParam,
});
