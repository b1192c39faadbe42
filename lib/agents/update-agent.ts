import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import { canonicalJson } from "@/lib/core/hash";
import type { AgentId } from "@/lib/core/ids";
import { type MetadataPatch, patchMetadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { presentAgent } from "./present";
import { type AgentConfig, type AgentRow, insertAgentVersion, lockAgentRow, updateAgentRow } from "./repository";
import { completeModel, completeTools } from "./rules";
import type { AgentModelInput } from "./schema";

export type UpdateAgent = {
  agentId: AgentId;
  /** The version that the caller read. */
  version?: number | null | undefined;
  /** Left out or null: stays. */
  model?: AgentModelInput | null | undefined;
  metadata?: MetadataPatch | null | undefined;
} & {
  /** Left out: stays. Null clears what can be empty (description, system, tools, mcpServers, skills). */
  [Key in Exclude<keyof AgentConfig, "model" | "metadata">]?: AgentConfig[Key] | null | undefined;
};

/**
 * Makes the next version when something differs, else answers the agent as it is.
 * @throws AppError `not_found`, `conflict` (another version than expected), `invalid_request` (archived, metadata)
 */
export async function updateAgent(ctx: Context, input: UpdateAgent): Promise<AgentRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockAgentRow(tx, { workspaceId: ctx.workspaceId, id: input.agentId });
    if (row === null) throw notFound("Agent", input.agentId);
    if (row.archivedAt !== null) throw new AppError("invalid_request", `Agent ${row.id} is archived.`);
    const expected = input.version ?? row.version;
    if (expected !== row.version) {
      throw new AppError("conflict", `The agent is at version ${row.version}, the request expects ${expected}.`);
    }
    const changed = applyUpdate(row, input);
    if (canonicalJson(changed) === canonicalJson(row)) return row;
    const next = { ...changed, version: row.version + 1, updatedAt: ctx.now() };
    await updateAgentRow(tx, next);
    await insertAgentVersion(tx, next, presentAgent(next));
    return next;
  });
}

function applyUpdate(row: AgentRow, input: UpdateAgent): AgentRow {
  return {
    ...row,
    name: input.name ?? row.name,
    description: input.description === undefined ? row.description : input.description || null,
    system: input.system === undefined ? row.system : input.system || null,
    model: input.model ? completeModel(input.model) : row.model,
    tools: input.tools === undefined ? row.tools : completeTools(input.tools ?? []),
    mcpServers: input.mcpServers === undefined ? row.mcpServers : (input.mcpServers ?? []),
    skills: input.skills === undefined ? row.skills : (input.skills ?? []),
    multiagent: input.multiagent ?? row.multiagent,
    executionIdentity: input.executionIdentity ?? row.executionIdentity,
    metadata: patchMetadata(row.metadata, input.metadata),
  };
}
