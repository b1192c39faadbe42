import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { AgentId } from "@/lib/core/ids";
import { type AgentRow, findAgent, listAgentVersionRows } from "./repository";
import { AgentResource } from "./schema";

/**
 * The agent as it is, or as it was in `version`; whether it is archived is told as of now.
 * @throws AppError `not_found` for an unknown agent or version
 */
export async function getAgent(
  ctx: Context,
  input: { agentId: AgentId; version?: number | null | undefined },
): Promise<AgentRow> {
  requireScope(ctx, "sessions:read");
  const row = await findAgent(ctx.db, { workspaceId: ctx.workspaceId, id: input.agentId });
  if (row === null) throw notFound("Agent", input.agentId);
  const version = input.version ?? row.version;
  if (version === row.version) return row;
  const [found] = await listAgentVersionRows(ctx.db, { agentId: row.id, before: version + 1, limit: 1 });
  if (found?.version !== version) throw notFound(`Version ${version} of agent`, input.agentId);
  return atVersion(row, found.snapshot);
}

/** The row with what a version's snapshot says; it is never changed after it was written. */
export function atVersion(row: AgentRow, snapshot: unknown): AgentRow {
  const old = AgentResource.parse(snapshot);
  return {
    ...row,
    version: old.version,
    name: old.name,
    description: old.description,
    system: old.system,
    model: old.model,
    tools: old.tools,
    mcpServers: old.mcp_servers,
    skills: old.skills,
    multiagent: old.multiagent,
    executionIdentity: old.execution_identity,
    metadata: old.metadata,
    updatedAt: new Date(old.updated_at),
  };
}
