import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { AgentRow } from "./repository";
import type { AgentResource, AgentSnapshot } from "./schema";

/** The part of an agent that sessions embed. */
export function presentAgentSnapshot(row: AgentRow): AgentSnapshot {
  return {
    id: row.id,
    type: "agent",
    version: row.version,
    name: row.name,
    description: row.description,
    system: row.system,
    model: row.model,
    tools: row.tools,
    mcp_servers: row.mcpServers,
    skills: row.skills,
    multiagent: row.multiagent,
    execution_identity: row.executionIdentity,
  };
}

export function presentAgent(row: AgentRow): AgentResource {
  return {
    ...presentAgentSnapshot(row),
    metadata: row.metadata,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}
