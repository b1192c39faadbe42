import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { type CountedRedactionRow, listRedactionRows } from "./repository";

const SCOPE = "redactions";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listRedactions(
  ctx: Context,
  input: { limit?: number; page?: string | undefined } = {},
): Promise<Page<CountedRedactionRow>> {
  requireScope(ctx, "memories:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listRedactionRows(ctx.db, ctx.workspaceId, { after, limit: limit + 1 });
  return toTimePage(rows, limit, SCOPE);
}
