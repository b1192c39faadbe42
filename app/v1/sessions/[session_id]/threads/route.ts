import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { listThreads } from "@/lib/sessions/list-threads";
import { presentThread } from "@/lib/sessions/present";
import { ListThreadsQuery, SessionParams, ThreadResource } from "@/lib/sessions/schema";

export const GET = defineRoute(
  {
    operationId: "listSessionThreads",
    summary: "List a session's threads in order of creation, the primary first",
    scope: "sessions:read",
    params: SessionParams,
    query: ListThreadsQuery,
    response: pageOf(ThreadResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listThreads(ctx, { sessionId: params.session_id, ...query });
    return { data: page.data.map(presentThread), next_page: page.nextPage };
  },
);
