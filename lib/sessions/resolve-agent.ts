import { getAgent } from "@/lib/agents/get-agent";
import { presentAgentSnapshot } from "@/lib/agents/present";
import { completeModel, completeTools } from "@/lib/agents/rules";
import type { AgentSnapshot } from "@/lib/agents/schema";
import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { AgentReference } from "./schema";

/**
 * The agent that a new session names, as the session keeps it.
 * @throws AppError `not_found`, `invalid_request` (archived)
 */
export async function resolveAgent(ctx: Context, reference: AgentReference): Promise<AgentSnapshot> {
  const named = typeof reference === "string" ? { id: reference, version: null } : reference;
  const agent = await getAgent(ctx, { agentId: named.id, version: named.version });
  if (agent.archivedAt !== null) throw new AppError("invalid_request", `Agent ${agent.id} is archived.`);
  const snapshot = presentAgentSnapshot(agent);
  if (typeof reference === "string" || reference.type === "agent") return snapshot;
  return {
    ...snapshot,
    model: reference.model ? completeModel(reference.model) : snapshot.model,
    system: reference.system === undefined ? snapshot.system : reference.system || null,
    tools: reference.tools ? completeTools(reference.tools) : snapshot.tools,
    mcp_servers: reference.mcp_servers ?? snapshot.mcp_servers,
    skills: reference.skills ?? snapshot.skills,
  };
}
