import type { Context } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type DreamRow, lockDreamRow } from "./repository";

/**
 * The dream, locked until the transaction ends: its status cannot move meanwhile.
 * @throws AppError `not_found`
 */
export async function lockDream(ctx: Context, tx: Tx, dreamId: DreamId): Promise<DreamRow> {
  const row = await lockDreamRow(tx, { workspaceId: ctx.workspaceId, id: dreamId });
  if (row === null) throw notFound("Dream", dreamId);
  return row;
}
