import { createAgent } from "@/lib/agents/create-agent";
import { listAgents } from "@/lib/agents/list-agents";
import { presentAgent } from "@/lib/agents/present";
import { AgentResource, CreateAgentBody, ListAgentsQuery } from "@/lib/agents/schema";
import { pageOf } from "@/lib/core/pagination";
import { parseTime } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "createAgent",
    summary: "Create an agent",
    scope: "sessions:write",
    body: CreateAgentBody,
    response: AgentResource,
  },
  async ({ ctx, body: { mcp_servers, execution_identity, ...body } }) =>
    presentAgent(await createAgent(ctx, { ...body, mcpServers: mcp_servers, executionIdentity: execution_identity })),
);

export const GET = defineRoute(
  {
    operationId: "listAgents",
    summary: "List agents, newest first",
    scope: "sessions:read",
    query: ListAgentsQuery,
    response: pageOf(AgentResource),
  },
  async ({ ctx, query }) => {
    const page = await listAgents(ctx, {
      createdFrom: parseTime(query["created_at[gte]"] ?? ""),
      createdTo: parseTime(query["created_at[lte]"] ?? ""),
      includeArchived: query.include_archived === "true",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentAgent), next_page: page.nextPage };
  },
);
