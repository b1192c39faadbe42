import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { ScheduleId } from "@/lib/core/ids";
import { findSchedule, type ScheduleRow } from "./repository";
import { listLastTicks, type TickRow } from "./tick-repository";

/** A schedule with the newest of its history. */
export type TickedSchedule = ScheduleRow & { lastTick: TickRow | null };

/** @throws AppError `not_found` */
export async function getSchedule(ctx: Context, id: ScheduleId): Promise<TickedSchedule> {
  requireScope(ctx, "dreams:read");
  const row = await findSchedule(ctx.db, { workspaceId: ctx.workspaceId, id });
  if (row === null) throw notFound("Dream schedule", id);
  return { ...row, lastTick: (await listLastTicks(ctx.db, [id]))[0] ?? null };
}
