import { defineRoute } from "@/lib/http/define-route";
import { getThread } from "@/lib/sessions/get-thread";
import { presentThread } from "@/lib/sessions/present";
import { ThreadParams, ThreadResource } from "@/lib/sessions/schema";

export const GET = defineRoute(
  {
    operationId: "getSessionThread",
    summary: "Retrieve a thread of a session",
    scope: "sessions:read",
    params: ThreadParams,
    response: ThreadResource,
  },
  async ({ ctx, params }) =>
    presentThread(await getThread(ctx, { sessionId: params.session_id, threadId: params.thread_id })),
);
