import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import type { TickedSchedule } from "./get-schedule";
import { listScheduleRows } from "./repository";
import { listLastTicks } from "./tick-repository";

export type ListSchedules = {
  storeId?: string | undefined;
  includeArchived?: boolean;
  limit?: number;
  page?: string | undefined;
};

const SCOPE = "dream_schedules";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listSchedules(ctx: Context, input: ListSchedules = {}): Promise<Page<TickedSchedule>> {
  requireScope(ctx, "dreams:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listScheduleRows(ctx.db, ctx.workspaceId, {
    storeId: input.storeId ?? null,
    includeArchived: input.includeArchived ?? false,
    after,
    limit: limit + 1,
  });
  const page = toTimePage(rows, limit, SCOPE);
  const ticks = await listLastTicks(
    ctx.db,
    page.data.map((row) => row.id),
  );
  const lastTick = new Map(ticks.map((tick) => [tick.scheduleId, tick]));
  return { ...page, data: page.data.map((row) => ({ ...row, lastTick: lastTick.get(row.id) ?? null })) };
}
