import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { type AgentRow, listAgentRows } from "./repository";

export type ListAgents = {
  createdFrom?: Date | null;
  createdTo?: Date | null;
  includeArchived?: boolean;
  limit?: number;
  page?: string | undefined;
};

const SCOPE = "agents";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listAgents(ctx: Context, input: ListAgents = {}): Promise<Page<AgentRow>> {
  requireScope(ctx, "sessions:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listAgentRows(ctx.db, ctx.workspaceId, {
    createdFrom: input.createdFrom ?? null,
    createdTo: input.createdTo ?? null,
    includeArchived: input.includeArchived ?? false,
    after,
    limit: limit + 1,
  });
  return toTimePage(rows, limit, SCOPE);
}
