import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { type ListedEndpointRow, listEndpointRows } from "./repository";

const SCOPE = "webhook_endpoints";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listEndpoints(
  ctx: Context,
  input: { limit?: number; page?: string | undefined } = {},
): Promise<Page<ListedEndpointRow>> {
  requireScope(ctx, "webhooks:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listEndpointRows(ctx.db, ctx.workspaceId, { after, limit: limit + 1 });
  return toTimePage(rows, limit, SCOPE);
}
