import { type Context, requireScope } from "@/lib/auth/context";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { type EnvironmentRow, listEnvironmentRows } from "./repository";

export type ListEnvironments = { includeArchived?: boolean; limit?: number; page?: string | undefined };

const SCOPE = "environments";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listEnvironments(ctx: Context, input: ListEnvironments = {}): Promise<Page<EnvironmentRow>> {
  requireScope(ctx, "sessions:read");
  const limit = input.limit ?? 20;
  const after = decodeCursor(SCOPE, input.page);
  const rows = await listEnvironmentRows(ctx.db, ctx.workspaceId, {
    includeArchived: input.includeArchived ?? false,
    after: after && { createdAt: new Date(Number(after[0])), id: String(after[1]) },
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => encodeCursor(SCOPE, [row.createdAt.getTime(), row.id]));
}
