import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { listEvents } from "@/lib/sessions/list-events";
import { presentEvent } from "@/lib/sessions/present";
import { EventResource, ListThreadEventsQuery, ThreadParams } from "@/lib/sessions/schema";

export const GET = defineRoute(
  {
    operationId: "listSessionThreadEvents",
    summary: "List the events of one thread",
    scope: "sessions:read",
    params: ThreadParams,
    query: ListThreadEventsQuery,
    response: pageOf(EventResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listEvents(ctx, { sessionId: params.session_id, threadId: params.thread_id, ...query });
    return { data: page.data.map(presentEvent), next_page: page.nextPage };
  },
);
