import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { RedactionId } from "@/lib/core/ids";
import { type CountedRedactionRow, findRedaction } from "./repository";

/** @throws AppError `not_found` */
export async function getRedaction(ctx: Context, id: RedactionId): Promise<CountedRedactionRow> {
  requireScope(ctx, "memories:read");
  const row = await findRedaction(ctx.db, { workspaceId: ctx.workspaceId, id });
  if (row === null) throw notFound("Redaction", id);
  return row;
}
