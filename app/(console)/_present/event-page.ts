import type { WireEvent } from "@/components/sessions/event";
import type { Context } from "@/lib/auth/context";
import type { EventId, SessionId, ThreadId } from "@/lib/core/ids";
import { findEvents } from "@/lib/sessions/find-events";
import { listEvents } from "@/lib/sessions/list-events";
import { toWireEvents } from "./session-item";

/** Events on one page of a transcript. */
export const EVENTS_PER_PAGE = 300;

export type EventPage = {
  events: WireEvent[];
  nextPage: string | null;
  /** True when events stand before these. */
  isLater: boolean;
  /** The sub-agent's thread that is shown; null for the main one. */
  threadId: string | null;
};

type Query = { sessionId: SessionId; page?: string | undefined; threadId?: string | undefined };

/** One page of a session's events. */
export async function loadEventPage(ctx: Context, query: Query): Promise<EventPage> {
  const threadId = query.threadId as ThreadId | undefined;
  const list = await listEvents(ctx, {
    sessionId: query.sessionId,
    threadId,
    limit: EVENTS_PER_PAGE,
    page: query.page,
  });
  return {
    events: toWireEvents(list.data),
    nextPage: list.nextPage,
    isLater: query.page !== undefined,
    threadId: threadId ?? null,
  };
}

/** The page that holds an event, in whichever thread it is; null when the session has no such event. */
export async function loadPageWith(ctx: Context, sessionId: SessionId, eventId: string): Promise<EventPage | null> {
  const found = (await findEvents(ctx, [eventId as EventId])).get(eventId);
  if (!found || found.sessionId !== sessionId) return null;
  const main = await walkTo(ctx, { sessionId }, eventId);
  return main ?? walkTo(ctx, { sessionId, threadId: found.threadId }, eventId);
}

async function walkTo(ctx: Context, query: Query, eventId: string): Promise<EventPage | null> {
  let page: string | undefined;
  for (;;) {
    const shown = await loadEventPage(ctx, { ...query, page });
    if (shown.events.some((event) => event.id === eventId)) return shown;
    if (shown.nextPage === null) return null;
    page = shown.nextPage;
  }
}
