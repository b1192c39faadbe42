import { defineRoute } from "@/lib/http/define-route";
import { archiveSession } from "@/lib/sessions/archive-session";
import { presentSession } from "@/lib/sessions/present";
import { SessionParams, SessionResource } from "@/lib/sessions/schema";

export const POST = defineRoute(
  {
    operationId: "archiveSession",
    summary: "Archive a session for good; its history stays readable",
    scope: "sessions:write",
    params: SessionParams,
    response: SessionResource,
  },
  async ({ ctx, params }) => presentSession(await archiveSession(ctx, params.session_id)),
);
