import { getAgent } from "@/lib/agents/get-agent";
import { presentAgent } from "@/lib/agents/present";
import { AgentParams, AgentResource, GetAgentQuery, UpdateAgentBody } from "@/lib/agents/schema";
import { updateAgent } from "@/lib/agents/update-agent";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    operationId: "getAgent",
    summary: "Retrieve an agent, as it is or in an older version",
    scope: "sessions:read",
    params: AgentParams,
    query: GetAgentQuery,
    response: AgentResource,
  },
  async ({ ctx, params, query }) =>
    presentAgent(await getAgent(ctx, { agentId: params.agent_id, version: query.version })),
);

export const POST = defineRoute(
  {
    operationId: "updateAgent",
    summary: "Update an agent, which makes a new version when something changes",
    scope: "sessions:write",
    params: AgentParams,
    body: UpdateAgentBody,
    response: AgentResource,
  },
  async ({ ctx, params, body: { mcp_servers, execution_identity, ...body } }) =>
    presentAgent(
      await updateAgent(ctx, {
        ...body,
        agentId: params.agent_id,
        mcpServers: mcp_servers,
        executionIdentity: execution_identity,
      }),
    ),
);
