import { archiveAgent } from "@/lib/agents/archive-agent";
import { presentAgent } from "@/lib/agents/present";
import { AgentParams, AgentResource } from "@/lib/agents/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "archiveAgent",
    summary: "Archive an agent for good; new sessions with it are refused",
    scope: "sessions:write",
    params: AgentParams,
    response: AgentResource,
  },
  async ({ ctx, params }) => presentAgent(await archiveAgent(ctx, params.agent_id)),
);
