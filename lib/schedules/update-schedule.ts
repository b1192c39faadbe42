import type { Context } from "@/lib/auth/context";
import { canonicalJson } from "@/lib/core/hash";
import type { ScheduleId, StoreId } from "@/lib/core/ids";
import { requireEngine } from "@/lib/engines/find-engine";
import { changeSchedule } from "./change-schedule";
import { checkOutput } from "./check-output";
import type { TickedSchedule } from "./get-schedule";
import type { ScheduleChange, ScheduleRow, ScheduleSettings } from "./repository";
import { checkSettings, nextAtOf, requireLive } from "./rules";
import { deleteWaits } from "./wait-repository";

export type UpdateSchedule = {
  scheduleId: ScheduleId;
  outputStoreId?: StoreId | undefined;
  /** What is left out stays. */
  settings: Partial<ScheduleSettings>;
};

/**
 * Changes what is named. With another cron or time zone the next run is the first one from now. Without a hook its
 * secret is forgotten.
 * @throws AppError `not_found`, `permission`, `invalid_request` (archived, unknown engine, settings that do not fit)
 */
export async function updateSchedule(ctx: Context, input: UpdateSchedule): Promise<TickedSchedule> {
  const { settings } = input;
  if (settings.modelId !== undefined) requireEngine(settings.modelId);
  return changeSchedule(ctx, input.scheduleId, async (row, tx) => {
    requireLive(row);
    const changed = { ...row, ...settings };
    checkOutput(ctx, changed, input.outputStoreId);
    checkSettings(changed);
    if (changed.sessionEndedDebounceSeconds === null) await deleteWaits(tx, row.id, ["session_ended"]);
    if (changed.newSessionsCount === null) await deleteWaits(tx, row.id, ["new_sessions"]);
    return changeOf(row, changed, ctx.now());
  });
}

function changeOf(row: ScheduleRow, changed: ScheduleRow, at: Date): ScheduleChange {
  if (canonicalJson(row) === canonicalJson(changed)) return {};
  const {
    id: _id,
    workspaceId: _workspaceId,
    storeId: _storeId,
    revision: _revision,
    createdAt: _createdAt,
    ...rest
  } = changed;
  const isRetimed = row.cron !== changed.cron || row.timeZone !== changed.timeZone;
  return {
    ...rest,
    ...(isRetimed ? { nextAt: nextAtOf(changed, at) } : {}),
    ...(changed.hookEnabled ? {} : { hookFilter: null, hookId: null, secret: null, hookCreatedAt: null }),
    updatedAt: at,
  };
}
