import type { ScheduleSettings } from "./repository";
import type { CreateScheduleBody, UpdateScheduleBody } from "./schema";

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

type Body = UpdateScheduleBody | CreateScheduleBody;

/** The settings that a request names; the others are not among the keys. */
export function readSettings(body: Body): Partial<ScheduleSettings> {
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
