-- Dreams that start by themselves: at times, after sessions, by a signed call; and what came of each of these times.

CREATE TABLE "dream_schedules" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  -- Five fields; null when nothing but triggers starts it.
  "cron" TEXT,
  "time_zone" TEXT NOT NULL,
  "window_type" TEXT NOT NULL,
  "window_days" INTEGER,
  -- attached: sessions that had the store. workspace: all.
  "session_scope" TEXT NOT NULL,
  "min_new_sessions" INTEGER NOT NULL,
  "model_id" TEXT NOT NULL,
  "instructions" TEXT,
  "output_behavior" TEXT NOT NULL,
  "sessions_per_run_max" INTEGER NOT NULL,
  "dreams_per_day_max" INTEGER NOT NULL,
  -- Minutes after local midnight; both or neither.
  "quiet_from_minute" INTEGER,
  "quiet_to_minute" INTEGER,
  "session_ended_debounce_seconds" INTEGER,
  "new_sessions_count" INTEGER,
  "hook_enabled" BOOLEAN NOT NULL DEFAULT false,
  -- {field, equals}
  "hook_filter" JSONB,
  "hook_id" TEXT,
  -- Kept as it is, for without it no signature can be checked. Never shown again.
  "secret" TEXT,
  "hook_created_at" TIMESTAMPTZ(6),
  "is_paused" BOOLEAN NOT NULL DEFAULT false,
  -- The next time of the cron that has not been dealt with.
  "next_at" TIMESTAMPTZ(6),
  -- Moves with every change and every tick: who decided on an older one has to decide again.
  "revision" INTEGER NOT NULL DEFAULT 0,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL,
  "archived_at" TIMESTAMPTZ(6),
  CONSTRAINT "dream_schedules_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "dream_schedules_window_check" CHECK (
    ("window_type" = 'since_last_completed_dream' AND "window_days" IS NULL)
    OR ("window_type" = 'last_days' AND "window_days" BETWEEN 1 AND 365)),
  CONSTRAINT "dream_schedules_session_scope_check" CHECK ("session_scope" IN ('attached', 'workspace')),
  CONSTRAINT "dream_schedules_output_check" CHECK ("output_behavior" IN ('create_new', 'update_existing')),
  CONSTRAINT "dream_schedules_numbers_check" CHECK (
    "min_new_sessions" BETWEEN 1 AND 100 AND "sessions_per_run_max" BETWEEN 1 AND 100
    AND "min_new_sessions" <= "sessions_per_run_max" AND "dreams_per_day_max" BETWEEN 1 AND 1440
    AND "session_ended_debounce_seconds" BETWEEN 0 AND 86400 AND "new_sessions_count" BETWEEN 1 AND 1000),
  CONSTRAINT "dream_schedules_quiet_check" CHECK (
    ("quiet_from_minute" IS NULL AND "quiet_to_minute" IS NULL)
    OR ("quiet_from_minute" BETWEEN 0 AND 1439 AND "quiet_to_minute" BETWEEN 0 AND 1439
        AND "quiet_from_minute" <> "quiet_to_minute")),
  CONSTRAINT "dream_schedules_hook_check" CHECK (
    ("secret" IS NULL) = ("hook_id" IS NULL) AND ("secret" IS NULL) = ("hook_created_at" IS NULL)),
  -- A time waits exactly while there is a cron that counts.
  CONSTRAINT "dream_schedules_next_check" CHECK ("next_at" IS NULL OR ("cron" IS NOT NULL AND "archived_at" IS NULL)),
  CONSTRAINT "dream_schedules_archived_check" CHECK ("archived_at" IS NULL OR "secret" IS NULL)
);
CREATE INDEX "dream_schedules_workspace_id_created_at_id_idx" ON "dream_schedules"("workspace_id", "created_at" DESC, "id" DESC);
CREATE INDEX "dream_schedules_store_id_idx" ON "dream_schedules"("store_id");
CREATE INDEX "dream_schedules_next_at_idx" ON "dream_schedules"("next_at");

-- A trigger that has been pulled and waits until its time.
CREATE TABLE "dream_schedule_waits" (
  "schedule_id" TEXT COLLATE "C" NOT NULL,
  -- session_ended or new_sessions
  "cause_type" TEXT NOT NULL,
  -- Another with every pull: who looked at an older one has to look again.
  "pull_id" TEXT NOT NULL,
  "due_at" TIMESTAMPTZ(6) NOT NULL,
  -- When it was pulled first: however many sessions follow, it does not wait for ever.
  "since" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "dream_schedule_waits_pkey" PRIMARY KEY ("schedule_id", "cause_type"),
  CONSTRAINT "dream_schedule_waits_cause_check" CHECK ("cause_type" IN ('session_ended', 'new_sessions'))
);
CREATE INDEX "dream_schedule_waits_due_at_idx" ON "dream_schedule_waits"("due_at");

CREATE TABLE "dream_schedule_ticks" (
  "id" TEXT COLLATE "C" NOT NULL,
  "schedule_id" TEXT NOT NULL,
  "cause_type" TEXT NOT NULL,
  -- Of what the tick answers to (the cron's time, the caller's message id): there is one tick for it, whoever comes first.
  "key_sha256" TEXT NOT NULL,
  -- When it was due.
  "tick_at" TIMESTAMPTZ(6) NOT NULL,
  "status" TEXT NOT NULL,
  -- Why it was skipped or failed; of a started one, a remark.
  "reason" TEXT,
  "dream_id" TEXT,
  "session_count" INTEGER NOT NULL,
  -- Everything of the window that came until then has been read; null when nothing was read.
  "sessions_until" TIMESTAMPTZ(6),
  -- The day in the schedule's time zone: what a day's budget counts by.
  "local_day" DATE NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "dream_schedule_ticks_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "dream_schedule_ticks_cause_check" CHECK ("cause_type" IN ('cron', 'session_ended', 'new_sessions', 'run', 'hook')),
  CONSTRAINT "dream_schedule_ticks_status_check" CHECK ("status" IN ('started', 'skipped', 'failed')),
  CONSTRAINT "dream_schedule_ticks_reason_check" CHECK ("status" = 'started' OR "reason" IS NOT NULL),
  CONSTRAINT "dream_schedule_ticks_started_check" CHECK (("status" = 'started') = ("sessions_until" IS NOT NULL))
);
CREATE UNIQUE INDEX "dream_schedule_ticks_schedule_id_key_sha256_key" ON "dream_schedule_ticks"("schedule_id", "key_sha256");
CREATE INDEX "dream_schedule_ticks_schedule_id_created_at_id_idx" ON "dream_schedule_ticks"("schedule_id", "created_at" DESC, "id" DESC);
CREATE INDEX "dream_schedule_ticks_dream_id_idx" ON "dream_schedule_ticks"("dream_id");
CREATE INDEX "dream_schedule_ticks_status_created_at_idx" ON "dream_schedule_ticks"("status", "created_at");

ALTER TABLE "dream_schedules" ADD CONSTRAINT "dream_schedules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dream_schedules" ADD CONSTRAINT "dream_schedules_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dream_schedule_waits" ADD CONSTRAINT "dream_schedule_waits_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "dream_schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dream_schedule_ticks" ADD CONSTRAINT "dream_schedule_ticks_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "dream_schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dream_schedule_ticks" ADD CONSTRAINT "dream_schedule_ticks_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE SET NULL ON UPDATE CASCADE;
