import type { Context } from "@/lib/auth/context";
import type { ScheduleId } from "@/lib/core/ids";
import { changeSchedule } from "./change-schedule";
import type { TickedSchedule } from "./get-schedule";
import { nextAtOf, requireLive } from "./rules";

/**
 * Goes on with the first run from now; nothing of the pause is caught up. Again: unchanged.
 * @throws AppError `not_found`, `permission`, `invalid_request` (archived)
 */
export async function unpauseSchedule(ctx: Context, id: ScheduleId): Promise<TickedSchedule> {
  return changeSchedule(ctx, id, (row) => {
    requireLive(row);
    return row.isPaused ? { isPaused: false, nextAt: nextAtOf(row, ctx.now()) } : {};
  });
}
