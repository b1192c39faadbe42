import type { Context } from "@/lib/auth/context";
import type { ScheduleId } from "@/lib/core/ids";
import { changeSchedule } from "./change-schedule";
import type { TickedSchedule } from "./get-schedule";
import { deleteWaits } from "./wait-repository";

/**
 * Ends a schedule for good and hides it from lists; its history and its dreams stay, its hook's secret is forgotten.
 * Again: unchanged.
 * @throws AppError `not_found`, `permission`
 */
export async function archiveSchedule(ctx: Context, id: ScheduleId): Promise<TickedSchedule> {
  return changeSchedule(ctx, id, async (row, tx) => {
    if (row.archivedAt !== null) return {};
    await deleteWaits(tx, id, ["session_ended", "new_sessions"]);
    return { archivedAt: ctx.now(), nextAt: null, hookId: null, secret: null, hookCreatedAt: null };
  });
}
