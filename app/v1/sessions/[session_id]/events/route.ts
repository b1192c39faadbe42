import { pageOf } from "@/lib/core/pagination";
import { parseTime } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";
import { listEvents } from "@/lib/sessions/list-events";
import { presentEvent } from "@/lib/sessions/present";
import {
  EventResource,
  ListEventsQuery,
  SendEventsBody,
  SentEventsResource,
  SessionParams,
} from "@/lib/sessions/schema";
import { sendEvents } from "@/lib/sessions/send-events";

export const GET = defineRoute(
  {
    operationId: "listSessionEvents",
    summary: "List the events of a session's primary thread",
    scope: "sessions:read",
    params: SessionParams,
    query: ListEventsQuery,
    response: pageOf(EventResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listEvents(ctx, {
      sessionId: params.session_id,
      types: query.types,
      processed: {
        gt: parseTime(query["created_at[gt]"] ?? ""),
        gte: parseTime(query["created_at[gte]"] ?? ""),
        lt: parseTime(query["created_at[lt]"] ?? ""),
        lte: parseTime(query["created_at[lte]"] ?? ""),
      },
      order: query.order,
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentEvent), next_page: page.nextPage };
  },
);

export const POST = defineRoute(
  {
    operationId: "sendSessionEvents",
    summary: "Send events to a session; no agent runs here, so messages wait",
    scope: "sessions:write",
    params: SessionParams,
    body: SendEventsBody,
    nul: "allow",
    response: SentEventsResource,
  },
  async ({ ctx, params, body }) => ({
    data: (await sendEvents(ctx, { sessionId: params.session_id, events: body.events })).map(presentEvent),
  }),
);
