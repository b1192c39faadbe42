import { defineRoute } from "@/lib/http/define-route";
import { deleteSession } from "@/lib/sessions/delete-session";
import { getSession } from "@/lib/sessions/get-session";
import { presentSession } from "@/lib/sessions/present";
import { DeletedSessionResource, SessionParams, SessionResource, UpdateSessionBody } from "@/lib/sessions/schema";
import { updateSession } from "@/lib/sessions/update-session";

export const GET = defineRoute(
  {
    operationId: "getSession",
    summary: "Retrieve a session",
    scope: "sessions:read",
    params: SessionParams,
    response: SessionResource,
  },
  async ({ ctx, params }) => presentSession(await getSession(ctx, params.session_id)),
);

export const POST = defineRoute(
  {
    operationId: "updateSession",
    summary: "Update a session's title, metadata, tools or budget",
    scope: "sessions:write",
    params: SessionParams,
    body: UpdateSessionBody,
    response: SessionResource,
  },
  async ({ ctx, params, body: { title, metadata, budget, agent } }) =>
    presentSession(
      await updateSession(ctx, {
        sessionId: params.session_id,
        title,
        metadata,
        budget,
        agent: agent && { tools: agent.tools, mcpServers: agent.mcp_servers },
      }),
    ),
);

export const DELETE = defineRoute(
  {
    operationId: "deleteSession",
    summary: "Delete a session with its events; what it wrote to stores stays",
    scope: "sessions:write",
    params: SessionParams,
    response: DeletedSessionResource,
  },
  async ({ ctx, params }) => {
    await deleteSession(ctx, params.session_id);
    return { id: params.session_id, type: "session_deleted" as const };
  },
);
