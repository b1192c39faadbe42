import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { newId, type ScheduleId } from "@/lib/core/ids";
import { checkOutput } from "./check-output";
import { getSchedule } from "./get-schedule";
import { requireLive } from "./rules";
import { takeTick } from "./take-tick";
import type { TickRow } from "./tick-repository";

/**
 * Starts a dream now, whatever the cron, the pause, the quiet hours and the minimum say; the day's budget holds, and a
 * store has one dream at a time. The tick tells when nothing was started, and why.
 * @throws AppError `not_found`, `permission`, `invalid_request` (archived)
 */
export async function runSchedule(ctx: Context, id: ScheduleId): Promise<TickRow> {
  requireScope(ctx, "dreams:write");
  const schedule = await getSchedule({ ...ctx, scopes: new Set(["dreams:read"]) }, id);
  checkOutput(ctx, schedule);
  requireLive(schedule);
  const key = `run ${newId("tick")}`;
  const dueAt = ctx.now();
  const tick = await takeTick(
    { db: ctx.db, now: ctx.now },
    { scheduleId: id, cause: "run", due: (row) => ({ key, dueAt, nextAt: row.nextAt }) },
  );
  if (tick === null) throw new AppError("invalid_request", `Dream schedule ${id} was archived meanwhile.`);
  return tick;
}
