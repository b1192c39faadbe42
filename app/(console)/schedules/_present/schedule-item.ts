import type { ScheduleItem, TickItem } from "@/components/schedules/schedule-item";
import type { Context } from "@/lib/auth/context";
import { wireTime } from "@/lib/core/time";
import { cronWords } from "@/lib/schedules/cron-words";
import type { listSchedules } from "@/lib/schedules/list-schedules";
import type { listTicks } from "@/lib/schedules/list-ticks";
import { zoneText } from "@/lib/schedules/local-time";
import { presentSchedule } from "@/lib/schedules/present";
import { getStore } from "@/lib/stores/get-store";

type ScheduleRow = Awaited<ReturnType<typeof listSchedules>>["data"][number];
type TickRow = Awaited<ReturnType<typeof listTicks>>["data"][number];

/** Schedules as the console's list shows them. A store takes its schedules with it, so each has one. */
export async function toScheduleItems(ctx: Context, rows: ScheduleRow[]): Promise<ScheduleItem[]> {
  const storeIds = [...new Set(rows.map((row) => row.storeId))];
  const stores = new Map(await Promise.all(storeIds.map(async (id) => [id, await getStore(ctx, id)] as const)));
  return rows.map((row) => {
    const [nextRun] = presentSchedule(row, ctx.now()).next_runs;
    return {
      id: row.id,
      name: row.name,
      store: { id: row.storeId, name: stores.get(row.storeId)?.name ?? row.storeId },
      when: whenTexts(row),
      next_run: nextRun === undefined ? null : zoneText(new Date(nextRun), row.timeZone),
      last_tick: row.lastTick === null ? null : toTickItem(row.lastTick),
      paused: row.isPaused,
      archived: row.archivedAt !== null,
    };
  });
}

/** What starts a schedule, each in a line. */
export function whenTexts(row: ScheduleRow): string[] {
  const { cron, sessionEndedDebounceSeconds, newSessionsCount, hookEnabled } = row;
  const lines = [
    cron === null ? null : `${cronWords(cron)} (${row.timeZone})`,
    sessionEndedDebounceSeconds === null ? null : "After a session ends",
    newSessionsCount === null ? null : `After ${newSessionsCount} new sessions`,
    hookEnabled ? "By a signed call" : null,
  ].filter((line) => line !== null);
  return lines.length === 0 ? ["Only by hand"] : lines;
}

export function toTickItem(row: TickRow): TickItem {
  return {
    id: row.id,
    cause: row.cause,
    outcome: row.outcome,
    reason: row.reason,
    dream_id: row.dreamId,
    session_count: row.sessionCount,
    created_at: wireTime(row.createdAt),
  };
}
