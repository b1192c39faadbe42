import type { Context } from "@/lib/auth/context";
import { newId, type StoreId, type ThreadId } from "@/lib/core/ids";
import { organizationId } from "@/lib/core/organization-id";
import { wireTime } from "@/lib/core/time";
import type { Tx } from "@/lib/db/database";
import { type EventRow, insertEvents } from "./delivery-repository";
import { queueDeliveries } from "./queue-deliveries";
import { listSubscribers } from "./repository";
import { subscriptionsTo } from "./rules";
import type { WebhookEventResource, WebhookEventType } from "./schema";

export type EmitEvent = {
  type: WebhookEventType;
  /** What the event is about: a store, a session, or for `reverie.dream.*` and `reverie.proposal.*` the dream. */
  objectId: string;
  /** Of `session.thread_*`. */
  threadId?: ThreadId | undefined;
  /** The store that a dream, a proposal or a change is about. */
  storeId?: StoreId | undefined;
  /** Of `reverie.memory.changed`: the sequence after which the store's feed has something new. */
  after?: number | undefined;
};

/** Who tells, and when. */
export type EmitContext = Pick<Context, "workspaceId" | "now">;

/**
 * Tells those who subscribed, in the caller's transaction: a receiver is told of exactly what was committed. While nobody
 * subscribed this is one look at an index. Any number of events of one change can be told together.
 */
export async function emitEvent(ctx: EmitContext, tx: Tx, ...events: EmitEvent[]): Promise<void> {
  if (events.length === 0) return;
  const subscriptions = new Map(events.map(({ type }) => [type, new Set<string>(subscriptionsTo(type))]));
  const asked = [...new Set([...subscriptions.values()].flatMap((set) => [...set]))];
  const subscribers = await listSubscribers(tx, ctx.workspaceId, asked);
  const wanted = (event: EmitEvent) =>
    subscribers.filter((subscriber) => subscriber.events.some((word) => subscriptions.get(event.type)?.has(word)));
  const told = events
    .map((event) => ({ row: eventRow(ctx, event), endpointIds: wanted(event).map(({ id }) => id) }))
    .filter(({ endpointIds }) => endpointIds.length > 0);
  if (told.length === 0) return;
  await insertEvents(
    tx,
    told.map(({ row }) => row),
  );
  await queueDeliveries(
    ctx,
    tx,
    told.flatMap(({ row, endpointIds }) => endpointIds.map((endpointId) => ({ endpointId, eventId: row.id }))),
  );
}

/** An event as it is kept; the body is what every attempt sends (contract 13). */
export function eventRow(ctx: EmitContext, event: EmitEvent): EventRow {
  const [id, createdAt] = [newId("whe"), ctx.now()];
  const body: WebhookEventResource = {
    type: "event",
    id,
    created_at: wireTime(createdAt),
    data: {
      type: event.type,
      id: event.objectId,
      organization_id: organizationId(ctx.workspaceId),
      workspace_id: ctx.workspaceId,
      ...(event.threadId === undefined ? {} : { session_thread_id: event.threadId }),
      ...(event.storeId === undefined ? {} : { memory_store_id: event.storeId }),
      ...(event.after === undefined ? {} : { after: event.after }),
    },
  };
  return {
    id,
    workspaceId: ctx.workspaceId,
    type: event.type,
    objectId: event.objectId,
    body: JSON.stringify(body),
    createdAt,
  };
}
