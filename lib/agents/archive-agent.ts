import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { AgentId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { type AgentRow, lockAgentRow, updateAgentRow } from "./repository";

/** New sessions are refused from now on, for good; existing ones go on. @throws AppError `not_found` */
export async function archiveAgent(ctx: Context, agentId: AgentId): Promise<AgentRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockAgentRow(tx, { workspaceId: ctx.workspaceId, id: agentId });
    if (row === null) throw notFound("Agent", agentId);
    if (row.archivedAt !== null) return row;
    const at = ctx.now();
    const archived: AgentRow = { ...row, archivedAt: at, updatedAt: at };
    await updateAgentRow(tx, archived);
    return archived;
  });
}
