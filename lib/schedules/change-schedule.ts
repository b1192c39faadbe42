import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { ScheduleId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { checkOutput } from "./check-output";
import { getSchedule, type TickedSchedule } from "./get-schedule";
import { lockScheduleRow, type ScheduleChange, type ScheduleRow, updateScheduleRow } from "./repository";

/** Who may change a schedule may see it. */
const WITH_READ: Context["scopes"] = new Set(["dreams:read"]);

/**
 * Writes what `decide` makes of the locked schedule; an empty change writes nothing. `updatedAt` moves with it.
 * @throws AppError `permission`, `not_found`, and what `decide` throws
 */
export async function changeSchedule(
  ctx: Context,
  id: ScheduleId,
  decide: (row: ScheduleRow, tx: Tx) => ScheduleChange | Promise<ScheduleChange>,
): Promise<TickedSchedule> {
  requireScope(ctx, "dreams:write");
  await withTransaction(ctx.db, async (tx) => {
    const row = await lockScheduleRow(tx, { workspaceId: ctx.workspaceId, id });
    if (row === null) throw notFound("Dream schedule", id);
    checkOutput(ctx, row);
    const change = await decide(row, tx);
    if (Object.keys(change).length > 0) await updateScheduleRow(tx, id, { updatedAt: ctx.now(), ...change });
  });
  return getSchedule({ ...ctx, scopes: WITH_READ }, id);
}
