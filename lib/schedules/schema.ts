import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { DreamId, HookId, ScheduleId, StoreId, TickId } from "@/lib/core/ids";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { textUpTo } from "@/lib/core/text";
import { Timestamp } from "@/lib/core/time";
import { CreateDreamBody, DREAM_SESSIONS_MAX } from "@/lib/dreams/schema";
import { cronFault } from "./cron";
import { isTimeZone } from "./local-time";

export const NEXT_RUNS_SHOWN = 5;

const whole = (name: string, min: number, max: number) => {
  const error = `${name} must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, error).max(max, error);
};

export const CronPattern = z
  .string({ error: "cron must be a text of five fields" })
  .superRefine((cron, check) => {
    const fault = cronFault(cron);
    if (fault !== null) check.addIssue(fault);
  })
  .meta({ description: "Minute, hour, day of the month, month, day of the week.", examples: ["30 2 * * *"] });

export const TimeZone = z
  .string({ error: "time_zone must be the IANA name of a time zone, such as Europe/Berlin" })
  .refine(isTimeZone, "time_zone must be the IANA name of a time zone, such as Europe/Berlin")
  .meta({
    description: "IANA name of the zone that `cron`, quiet hours and days go by.",
    examples: ["Asia/Kathmandu"],
  });

const Name = textUpTo(255, "name")
  .refine((name) => name.trim() !== "", "name must not be empty")
  .meta({ description: "Shown to people; 1 to 255 characters.", minLength: 1, examples: ["Every night"] });

export const SessionWindow = z
  .discriminatedUnion(
    "type",
    [
      z.strictObject({ type: z.literal("since_last_completed_dream") }),
      z.strictObject({
        type: z.literal("last_days"),
        days: whole("window.days", 1, 365).describe("Sessions made in so many days; 1 to 365."),
      }),
    ],
    { error: "window.type must be since_last_completed_dream or last_days" },
  )
  .describe(
    "How far back sessions are read. `since_last_completed_dream`: since this schedule's last dream that completed, or the " +
      "store's last one before there is any; what did not fit into a dream is read by the next.",
  );

const SessionScope = z
  .enum(["attached", "workspace"], { error: "session_scope must be attached or workspace" })
  .describe("`attached`: only sessions that had this store attached. `workspace`: all but those of dreams.");

const QuietTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "quiet_hours.from and quiet_hours.to must be times such as 22:00");

const QuietHours = z
  .strictObject({
    from: QuietTime.meta({ description: "First minute of the quiet, local time.", examples: ["22:00"] }),
    to: QuietTime.meta({ description: "First minute after it; may be on the next day.", examples: ["06:00"] }),
  })
  .refine(({ from, to }) => from !== to, "quiet_hours.from and quiet_hours.to must differ")
  .describe("When nothing starts by itself.");

const Budget = z.strictObject({
  max_sessions_per_run: whole("budget.max_sessions_per_run", 1, DREAM_SESSIONS_MAX).describe(
    "Sessions that one dream reads, the oldest first; 1 to 100.",
  ),
  max_dreams_per_day: whole("budget.max_dreams_per_day", 1, 1_440).describe(
    "Dreams that may start on one day of the time zone; 1 to 1,440.",
  ),
});

const HOOK_FIELD = /^[^.]+(?:\.[^.]+){0,9}$/;

const HookFilter = z
  .strictObject({
    field: textUpTo(255, "hook.filter.field")
      .regex(HOOK_FIELD, "hook.filter.field must be 1 to 10 keys joined by dots, such as event.status")
      .meta({ description: "Path in the call's JSON: keys joined by dots.", examples: ["event.status"] }),
    equals: z
      .union([textUpTo(255, "hook.filter.equals"), z.number(), z.boolean()], {
        error: "hook.filter.equals must be a text, a number or a boolean",
      })
      .meta({ description: "What has to stand there.", examples: ["resolved"] }),
  })
  .describe("Only calls whose JSON has this value start a dream.");
export type HookFilter = z.infer<typeof HookFilter>;

const SessionEnded = z.strictObject({
  debounce_seconds: whole("triggers.session_ended.debounce_seconds", 0, 86_400)
    .default(300)
    .describe("So long no other session may end; 0 to 86,400. After ten times that it does not wait any more."),
});

const Triggers = z
  .strictObject({
    session_ended: SessionEnded.nullish().describe(
      "After a session: when it was imported, archived, or sent events to and then left alone.",
    ),
    new_sessions: whole("triggers.new_sessions", 1, 1_000)
      .nullish()
      .describe("When so many sessions are new; 1 to 1,000."),
    hook: z
      .strictObject({ filter: HookFilter.nullish() })
      .nullish()
      .describe("By a signed call; its secret comes from `POST …/hook_secret`. Null forgets the secret."),
  })
  .describe("What starts a dream besides `cron` and `POST …/run`. Keys that are left out stay as they are.");

const OutputBehavior = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("create_new") }),
    z.strictObject({
      type: z.literal("update_existing"),
      memory_store_id: StoreId.optional().describe("The schedule's own store."),
    }),
  ])
  .describe("Where results go: into a new store unless set. `update_existing` also needs the scope `memories:write`.");

const fields = {
  cron: CronPattern.nullish().describe("When it runs, as five fields; null: only by triggers."),
  window: SessionWindow.optional(),
  session_scope: SessionScope.optional(),
  min_new_sessions: whole("min_new_sessions", 1, DREAM_SESSIONS_MAX)
    .optional()
    .describe("With fewer new sessions nothing starts; 1 to 100, 1 unless set. `POST …/run` needs only one."),
  instructions: CreateDreamBody.shape.instructions,
  output_behavior: OutputBehavior.optional(),
  budget: Budget.partial().optional().describe("What a run and a day may take: 100 sessions and 24 dreams unless set."),
  quiet_hours: QuietHours.nullish(),
  triggers: Triggers.optional(),
};

/** Strict, as all bodies of schedules: a misspelt `time_zone` must not become UTC. */
export const CreateScheduleBody = z.strictObject({
  memory_store_id: StoreId,
  name: Name,
  model: CreateDreamBody.shape.model,
  time_zone: TimeZone.optional().describe(
    "IANA name of the zone that `cron`, quiet hours and days go by; UTC unless set.",
  ),
  paused: z.boolean().optional().describe("Whether it starts paused."),
  ...fields,
});
export type CreateScheduleBody = z.infer<typeof CreateScheduleBody>;

export const UpdateScheduleBody = z
  .strictObject({
    name: Name.optional(),
    model: CreateDreamBody.shape.model.optional(),
    time_zone: TimeZone.optional(),
    ...fields,
  })
  .describe("What is left out stays. The store stays; `POST …/pause` and `…/unpause` pause.");
export type UpdateScheduleBody = z.infer<typeof UpdateScheduleBody>;

export const HookCall = z
  .looseObject({})
  .meta({ description: "Any JSON of at most 65,536 bytes.", examples: [{ event: { status: "resolved" } }] });

export const ScheduleParams = z.object({ schedule_id: ScheduleId });

export const ListSchedulesQuery = z.object({
  memory_store_id: z.string().optional().describe("Only schedules of this store."),
  include_archived: booleanParam(false).describe("Also the archived ones."),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const ListTicksQuery = z.object({ limit: limitParam(100, 20), page: PageParam });

export const TickCause = z
  .enum(["cron", "session_ended", "new_sessions", "run", "hook"])
  .describe("What it answered to; `run` is `POST …/run`.");
export type TickCause = z.infer<typeof TickCause>;

export const TickOutcome = z
  .enum(["started", "skipped", "failed"])
  .describe("`started`: a dream, whatever became of it.");
export type TickOutcome = z.infer<typeof TickOutcome>;

export const TickResource = z
  .strictObject({
    id: TickId,
    type: z.literal("dream_schedule_tick"),
    dream_schedule_id: ScheduleId,
    cause: TickCause,
    outcome: TickOutcome,
    reason: z
      .string()
      .nullable()
      .meta({
        description: "Why it was skipped or failed, in words; of a started one a remark, or null.",
        examples: ["1 of 3 new sessions"],
      }),
    dream_id: DreamId.nullable().describe("The dream that it started."),
    session_count: z.int().describe("Sessions that the dream reads; of a skipped one, those that were new."),
    due_at: Timestamp.describe("When it was to happen."),
    created_at: Timestamp.describe("When it happened."),
  })
  .meta({ id: "DreamScheduleTick", description: "What came of one time that a schedule was to run." });
export type TickResource = z.infer<typeof TickResource>;

export const ScheduleResource = z
  .strictObject({
    id: ScheduleId,
    type: z.literal("dream_schedule"),
    name: z.string().describe("Shown to people."),
    memory_store_id: StoreId,
    cron: z
      .string()
      .nullable()
      .meta({ description: "Five fields; null: only by triggers.", examples: ["30 2 * * *"] }),
    time_zone: z.string().meta({ description: "IANA name.", examples: ["Asia/Kathmandu"] }),
    window: SessionWindow,
    session_scope: SessionScope,
    min_new_sessions: z.int().describe("With fewer new sessions nothing starts."),
    model: z
      .strictObject({
        id: z.string().meta({ description: "Its id.", examples: ["reverie-local"] }),
        speed: z.literal("standard").describe("Always `standard`."),
      })
      .describe("The engine that dreams."),
    instructions: z.string().nullable().describe("What its dreams stress."),
    output_behavior: z
      .union([
        z.strictObject({ type: z.literal("create_new") }),
        z.strictObject({ type: z.literal("update_existing"), memory_store_id: StoreId }),
      ])
      .describe("Where results go."),
    budget: Budget.describe("What a run and a day may take."),
    quiet_hours: QuietHours.nullable(),
    triggers: z
      .strictObject({
        session_ended: z
          .strictObject({ debounce_seconds: z.int().describe("The quiet it waits for.") })
          .nullable()
          .describe("After a session; null: not."),
        new_sessions: z.int().nullable().describe("So many new sessions start a dream."),
        hook: z
          .strictObject({
            filter: HookFilter.nullable(),
            secret_id: HookId.nullable().describe("Tells secrets apart; null until one was made."),
            secret_created_at: Timestamp.nullable(),
          })
          .nullable()
          .describe("By a signed call; null: not."),
      })
      .describe("What starts a dream besides `cron` and `POST …/run`."),
    paused: z.boolean().describe("Nothing starts but by `POST …/run`."),
    next_runs: z.array(Timestamp).describe("The next five times of `cron`; none while it is paused or archived."),
    last_tick: TickResource.nullable().describe("The newest of its history."),
    created_at: Timestamp,
    created_by: ActorResource.nullable().describe("In whose name its dreams are started."),
    updated_at: Timestamp,
    archived_at: Timestamp.nullable().describe("Null until it is archived."),
  })
  .meta({ id: "DreamSchedule", description: "Starts dreams of a store by itself." });
export type ScheduleResource = z.infer<typeof ScheduleResource>;

export const HookSecretResource = z
  .strictObject({
    id: HookId,
    type: z.literal("dream_schedule_hook_secret"),
    dream_schedule_id: ScheduleId,
    secret: z.string().meta({ description: "Shown this once.", examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] }),
    created_at: Timestamp,
  })
  .meta({ id: "DreamScheduleHookSecret", description: "Signs the calls of a schedule's hook (Standard Webhooks)." });
export type HookSecretResource = z.infer<typeof HookSecretResource>;
