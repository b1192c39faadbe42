import { presentActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import { nextRuns } from "./cron";
import type { TickedSchedule } from "./get-schedule";
import type { ScheduleRow } from "./repository";
import type { HookSecret } from "./rotate-hook-secret";
import { clockText, quietHoursOf } from "./rules";
import { type HookSecretResource, NEXT_RUNS_SHOWN, type ScheduleResource, type TickResource } from "./schema";
import type { TickRow } from "./tick-repository";

/** `now`: what the next runs lie after. */
export function presentSchedule(row: TickedSchedule, now: Date): ScheduleResource {
  const quiet = quietHoursOf(row);
  return {
    id: row.id,
    type: "dream_schedule",
    name: row.name,
    memory_store_id: row.storeId,
    cron: row.cron,
    time_zone: row.timeZone,
    window:
      row.windowType === "last_days"
        ? { type: "last_days", days: row.windowDays ?? 1 }
        : { type: "since_last_completed_dream" },
    session_scope: row.sessionScope,
    min_new_sessions: row.minNewSessions,
    model: { id: row.modelId, speed: "standard" },
    instructions: row.instructions,
    output_behavior:
      row.outputBehavior === "create_new"
        ? { type: "create_new" }
        : { type: "update_existing", memory_store_id: row.storeId },
    budget: { max_sessions_per_run: row.sessionsPerRunMax, max_dreams_per_day: row.dreamsPerDayMax },
    quiet_hours: quiet === null ? null : { from: clockText(quiet.from), to: clockText(quiet.to) },
    triggers: presentTriggers(row),
    paused: row.isPaused,
    next_runs: nextRunsOf(row, now).map(wireTime),
    last_tick: row.lastTick === null ? null : presentTick(row.lastTick),
    created_at: wireTime(row.createdAt),
    created_by: presentActor(row.actorType, row.actorId),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}

function nextRunsOf(row: ScheduleRow, now: Date): Date[] {
  if (row.cron === null || row.isPaused || row.archivedAt !== null) return [];
  return nextRuns({ cron: row.cron, timeZone: row.timeZone }, NEXT_RUNS_SHOWN, now);
}

function presentTriggers(row: ScheduleRow): ScheduleResource["triggers"] {
  return {
    session_ended:
      row.sessionEndedDebounceSeconds === null ? null : { debounce_seconds: row.sessionEndedDebounceSeconds },
    new_sessions: row.newSessionsCount,
    hook: row.hookEnabled
      ? { filter: row.hookFilter, secret_id: row.hookId, secret_created_at: wireTimeOrNull(row.hookCreatedAt) }
      : null,
  };
}

export function presentTick(row: TickRow): TickResource {
  return {
    id: row.id,
    type: "dream_schedule_tick",
    dream_schedule_id: row.scheduleId,
    cause: row.cause,
    outcome: row.outcome,
    reason: row.reason,
    dream_id: row.dreamId,
    session_count: row.sessionCount,
    due_at: wireTime(row.tickAt),
    created_at: wireTime(row.createdAt),
  };
}

export function presentHookSecret(made: HookSecret): HookSecretResource {
  return {
    id: made.id,
    type: "dream_schedule_hook_secret",
    dream_schedule_id: made.scheduleId,
    secret: made.secret,
    created_at: wireTime(made.createdAt),
  };
}
