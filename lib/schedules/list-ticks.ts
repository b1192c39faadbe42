import type { Context } from "@/lib/auth/context";
import type { ScheduleId } from "@/lib/core/ids";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { getSchedule } from "./get-schedule";
import { listTickRows, type TickRow } from "./tick-repository";

/** A schedule's history, newest first. @throws AppError `not_found`, `invalid_request` for a foreign cursor */
export async function listTicks(
  ctx: Context,
  input: { scheduleId: ScheduleId; limit?: number; page?: string | undefined },
): Promise<Page<TickRow>> {
  const { id } = await getSchedule(ctx, input.scheduleId);
  const limit = input.limit ?? 20;
  const scope = `dream_schedule_ticks ${id}`;
  const after = decodeTimeCursor(scope, input.page);
  return toTimePage(await listTickRows(ctx.db, id, { after, limit: limit + 1 }), limit, scope);
}
