import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { findDream, type ReviewedDreamRow } from "./repository";

/** @throws AppError `not_found` */
export async function getDream(ctx: Context, dreamId: DreamId): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:read");
  const row = await findDream(ctx.db, { workspaceId: ctx.workspaceId, id: dreamId });
  if (row === null) throw notFound("Dream", dreamId);
  return row;
}
