import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { type EnvironmentRow, listEnvironmentRows } from "./repository";

export type ListEnvironments = { includeArchived?: boolean; limit?: number; page?: string | undefined };

const SCOPE = "environments";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listEnvironments(ctx: Context, input: ListEnvironments = {}): Promise<Page<EnvironmentRow>> {
  requireScope(ctx, "sessions:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listEnvironmentRows(ctx.db, ctx.workspaceId, {
    includeArchived: input.includeArchived ?? false,
    after,
    limit: limit + 1,
  });
  return toTimePage(rows, limit, SCOPE);
}
