import type { CreateSchedule } from "./create-schedule";
import type { ScheduleSettings } from "./repository";
import type { CreateScheduleBody, UpdateScheduleBody } from "./schema";
import type { UpdateSchedule } from "./update-schedule";

/** What a schedule does unless it is told otherwise. */
export const DEFAULT_SETTINGS: Omit<ScheduleSettings, "name" | "modelId"> = {
  cron: null,
  timeZone: "UTC",
  windowType: "since_last_completed_dream",
  windowDays: null,
  sessionScope: "attached",
  minNewSessions: 1,
  instructions: null,
  outputBehavior: "create_new",
  sessionsPerRunMax: 100,
  dreamsPerDayMax: 24,
  quietFromMinute: null,
  quietToMinute: null,
  sessionEndedDebounceSeconds: null,
  newSessionsCount: null,
  hookEnabled: false,
  hookFilter: null,
};

/** A request's body as `createSchedule` takes it. */
export function readNewSchedule(body: CreateScheduleBody): CreateSchedule {
  const { settings, outputStoreId } = readChange(body);
  const modelId = typeof body.model === "string" ? body.model : body.model.id;
  const required = { name: body.name, modelId };
  return {
    storeId: body.memory_store_id,
    isPaused: body.paused,
    outputStoreId,
    settings: { ...settings, ...required },
  };
}

/** A request's body as `updateSchedule` takes it. */
export function readChange(body: Body): Omit<UpdateSchedule, "scheduleId"> {
  const output = body.output_behavior;
  const outputStoreId = output?.type === "update_existing" ? output.memory_store_id : undefined;
  return { outputStoreId, settings: readSettings(body) };
}

type Body = UpdateScheduleBody | CreateScheduleBody;

/** The settings that a request names; the others are not among the keys. */
function readSettings(body: Body): Partial<ScheduleSettings> {
  const { window, budget, triggers, quiet_hours: quiet } = body;
  const settings: { [Key in keyof ScheduleSettings]?: ScheduleSettings[Key] | undefined } = {
    name: body.name,
    cron: body.cron,
    timeZone: body.time_zone,
    sessionScope: body.session_scope,
    minNewSessions: body.min_new_sessions,
    modelId: typeof body.model === "object" ? body.model.id : body.model,
    instructions: body.instructions,
    outputBehavior: body.output_behavior?.type,
    sessionsPerRunMax: budget?.max_sessions_per_run,
    dreamsPerDayMax: budget?.max_dreams_per_day,
    sessionEndedDebounceSeconds: orNull(triggers?.session_ended, (set) => set.debounce_seconds),
    newSessionsCount: triggers?.new_sessions,
    hookEnabled: triggers?.hook === undefined ? undefined : triggers.hook !== null,
    hookFilter: orNull(triggers?.hook, (hook) => hook.filter ?? null),
    quietFromMinute: orNull(quiet, ({ from }) => minuteOf(from)),
    quietToMinute: orNull(quiet, ({ to }) => minuteOf(to)),
    ...(window === undefined
      ? {}
      : { windowType: window.type, windowDays: window.type === "last_days" ? window.days : null }),
  };
  const named = Object.entries(settings).filter(([, value]) => value !== undefined);
  // Exactly the entries above, without those that are undefined.
  return Object.fromEntries(named) as Partial<ScheduleSettings>;
}

/** Left out stays left out, null stays null. */
function orNull<T, R>(value: T | null | undefined, read: (value: T) => R): R | null | undefined {
  if (value === null) return null;
  return value === undefined ? undefined : read(value);
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
