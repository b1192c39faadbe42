import { completeTools } from "@/lib/agents/rules";
import type { AgentMcpServers, AgentTools } from "@/lib/agents/schema";
import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import { canonicalJson } from "@/lib/core/hash";
import type { SessionId } from "@/lib/core/ids";
import { type MetadataPatch, patchMetadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { lockSessionRow, type SessionRow, updateSessionRow } from "./repository";
import { requireAtRest, requireOpen } from "./rules";

export type UpdateSession = {
  sessionId: SessionId;
  /** Left out or null: stays. */
  title?: string | null | undefined;
  metadata?: MetadataPatch | null | undefined;
  /** Full replacement of what is named. */
  agent?: { tools?: AgentTools | null | undefined; mcpServers?: AgentMcpServers | null | undefined } | null | undefined;
  budget?: SessionRow["budget"] | undefined;
};

/**
 * Changes what is named; `updatedAt` moves only when something differs.
 * @throws AppError `not_found`, `invalid_request` (over; running when the agent changes; a budget where there was none)
 */
export async function updateSession(ctx: Context, input: UpdateSession): Promise<SessionRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockSessionRow(tx, { workspaceId: ctx.workspaceId, id: input.sessionId });
    if (row === null) throw notFound("Session", input.sessionId);
    requireOpen(row);
    if (input.agent) requireAtRest(row, "given other tools");
    if (input.budget && row.budget === null) {
      throw new AppError("invalid_request", "budget can be set only when the session is created.");
    }
    const changed: SessionRow = {
      ...row,
      title: input.title ?? row.title,
      metadata: patchMetadata(row.metadata, input.metadata),
      budget: input.budget ?? row.budget,
      agent: {
        ...row.agent,
        tools: input.agent?.tools ? completeTools(input.agent.tools) : row.agent.tools,
        mcp_servers: input.agent?.mcpServers ?? row.agent.mcp_servers,
      },
    };
    if (canonicalJson(changed) === canonicalJson(row)) return row;
    changed.updatedAt = ctx.now();
    await updateSessionRow(tx, changed);
    await emitEvent(ctx, tx, { type: "session.updated", objectId: row.id });
    return changed;
  });
}
