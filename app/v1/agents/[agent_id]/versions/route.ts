import { listAgentVersions } from "@/lib/agents/list-agent-versions";
import { presentAgent } from "@/lib/agents/present";
import { AgentParams, AgentResource, ListAgentVersionsQuery } from "@/lib/agents/schema";
import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    operationId: "listAgentVersions",
    summary: "List an agent's versions, newest first",
    scope: "sessions:read",
    params: AgentParams,
    query: ListAgentVersionsQuery,
    response: pageOf(AgentResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listAgentVersions(ctx, { agentId: params.agent_id, ...query });
    return { data: page.data.map(presentAgent), next_page: page.nextPage };
  },
);
