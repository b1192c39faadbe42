import { type Context, requireScope } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { presentAgent } from "./present";
import { type AgentConfig, type AgentRow, insertAgent, insertAgentVersion } from "./repository";
import { completeModel, completeTools } from "./rules";
import type { AgentModelInput } from "./schema";

export type CreateAgent = { name: string; model: AgentModelInput } & {
  [Key in Exclude<keyof AgentConfig, "name" | "model">]?: AgentConfig[Key] | null | undefined;
};

/** Version 1 of a new agent. @throws AppError `permission` */
export async function createAgent(ctx: Context, input: CreateAgent): Promise<AgentRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, (tx) => writeNewAgent(ctx, tx, input));
}

/** The same inside a transaction of the caller, who has checked the scope. */
export async function writeNewAgent(ctx: Context, tx: Tx, input: CreateAgent): Promise<AgentRow> {
  const at = ctx.now();
  const row: AgentRow = {
    id: newId("agent"),
    workspaceId: ctx.workspaceId,
    version: 1,
    name: input.name,
    description: input.description || null,
    system: input.system || null,
    model: completeModel(input.model),
    tools: completeTools(input.tools ?? []),
    mcpServers: input.mcpServers ?? [],
    skills: input.skills ?? [],
    multiagent: input.multiagent ?? null,
    executionIdentity: input.executionIdentity ?? { type: "service_account" },
    metadata: input.metadata ?? {},
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
  };
  await insertAgent(tx, row);
  await insertAgentVersion(tx, row, presentAgent(row));
  return row;
}
