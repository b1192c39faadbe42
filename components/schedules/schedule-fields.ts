import type { ScheduleResource, UpdateScheduleBody } from "@/lib/schedules/schema";

/** What the form holds: texts as they are typed. */
export type ScheduleFields = {
  name: string;
  hasTimes: boolean;
  cron: string;
  timeZone: string;
  afterSession: boolean;
  debounceSeconds: string;
  afterCount: boolean;
  newSessions: string;
  hasHook: boolean;
  filterField: string;
  filterEquals: string;
  windowType: "since_last_completed_dream" | "last_days";
  windowDays: string;
  onlyWithStore: boolean;
  minNewSessions: string;
  engine: string | null;
  instructions: string;
  writesStore: boolean;
  maxSessions: string;
  maxDreams: string;
  hasQuiet: boolean;
  quietFrom: string;
  quietTo: string;
};

/** What a form for a new schedule starts with. */
export const NEW_FIELDS: ScheduleFields = {
  name: "",
  hasTimes: true,
  cron: "30 2 * * *",
  timeZone: "UTC",
  afterSession: false,
  debounceSeconds: "300",
  afterCount: false,
  newSessions: "10",
  hasHook: false,
  filterField: "",
  filterEquals: "",
  windowType: "since_last_completed_dream",
  windowDays: "7",
  onlyWithStore: true,
  minNewSessions: "1",
  engine: null,
  instructions: "",
  writesStore: false,
  maxSessions: "100",
  maxDreams: "24",
  hasQuiet: false,
  quietFrom: "22:00",
  quietTo: "06:00",
};

/** A schedule as its form shows it. What it does not use keeps the form's own start, for when it is switched on. */
export function fieldsOf(schedule: ScheduleResource): ScheduleFields {
  const { window, triggers, quiet_hours: quiet } = schedule;
  const filter = triggers.hook?.filter ?? null;
  return {
    name: schedule.name,
    hasTimes: schedule.cron !== null,
    cron: schedule.cron ?? NEW_FIELDS.cron,
    timeZone: schedule.time_zone,
    afterSession: triggers.session_ended !== null,
    debounceSeconds: String(triggers.session_ended?.debounce_seconds ?? NEW_FIELDS.debounceSeconds),
    afterCount: triggers.new_sessions !== null,
    newSessions: String(triggers.new_sessions ?? NEW_FIELDS.newSessions),
    hasHook: triggers.hook !== null,
    filterField: filter?.field ?? "",
    filterEquals: filter === null ? "" : valueText(filter.equals),
    windowType: window.type,
    windowDays: window.type === "last_days" ? String(window.days) : NEW_FIELDS.windowDays,
    onlyWithStore: schedule.session_scope === "attached",
    minNewSessions: String(schedule.min_new_sessions),
    engine: schedule.model.id,
    instructions: schedule.instructions ?? "",
    writesStore: schedule.output_behavior.type === "update_existing",
    maxSessions: String(schedule.budget.max_sessions_per_run),
    maxDreams: String(schedule.budget.max_dreams_per_day),
    hasQuiet: quiet !== null,
    quietFrom: quiet?.from ?? NEW_FIELDS.quietFrom,
    quietTo: quiet?.to ?? NEW_FIELDS.quietTo,
  };
}

/** The request's body for what the form holds; what is wrong with a number, the server says. */
export function bodyOf(fields: ScheduleFields, engine: string): UpdateScheduleBody & { name: string; model: string } {
  const field = fields.filterField.trim();
  return {
    name: fields.name.trim(),
    model: engine,
    cron: fields.hasTimes ? fields.cron.trim().replace(/\s+/g, " ") : null,
    time_zone: fields.timeZone.trim(),
    window:
      fields.windowType === "last_days"
        ? { type: "last_days", days: numberOf(fields.windowDays) }
        : { type: "since_last_completed_dream" },
    session_scope: fields.onlyWithStore ? "attached" : "workspace",
    min_new_sessions: numberOf(fields.minNewSessions),
    instructions: fields.instructions.trim() || null,
    output_behavior: { type: fields.writesStore ? "update_existing" : "create_new" },
    budget: { max_sessions_per_run: numberOf(fields.maxSessions), max_dreams_per_day: numberOf(fields.maxDreams) },
    quiet_hours: fields.hasQuiet ? { from: fields.quietFrom.trim(), to: fields.quietTo.trim() } : null,
    triggers: {
      session_ended: fields.afterSession ? { debounce_seconds: numberOf(fields.debounceSeconds) } : null,
      new_sessions: fields.afterCount ? numberOf(fields.newSessions) : null,
      hook: fields.hasHook
        ? { filter: field === "" ? null : { field, equals: valueOfText(fields.filterEquals) } }
        : null,
    },
  };
}

/** An empty field is no number, not zero. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** A number, `true`, `false` or a text in quotes as JSON has them; anything else is a text as it stands. */
export function valueOfText(text: string): string | number | boolean {
  const trimmed = text.trim();
  try {
    const value: unknown = JSON.parse(trimmed);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  } catch {
    // No JSON, so it is meant as it stands.
  }
  return trimmed;
}

/** The text that `valueOfText` reads as this value. */
export function valueText(value: string | number | boolean): string {
  return typeof value === "string" && valueOfText(value) === value ? value : JSON.stringify(value);
}
