import type { Context } from "@/lib/auth/context";
import type { ScheduleId } from "@/lib/core/ids";
import { changeSchedule } from "./change-schedule";
import type { TickedSchedule } from "./get-schedule";
import { requireLive } from "./rules";
import { deleteWaits } from "./wait-repository";

/**
 * From now on only `runSchedule` starts anything. Again: unchanged.
 * @throws AppError `not_found`, `permission`, `invalid_request` (archived)
 */
export async function pauseSchedule(ctx: Context, id: ScheduleId): Promise<TickedSchedule> {
  return changeSchedule(ctx, id, async (row, tx) => {
    requireLive(row);
    if (row.isPaused) return {};
    await deleteWaits(tx, id, ["session_ended", "new_sessions"]);
    return { isPaused: true };
  });
}
