-- One look at each endpoint finds its few longest due deliveries, however many wait for another one.
CREATE INDEX "webhook_deliveries_endpoint_id_due_at_idx" ON "webhook_deliveries"("endpoint_id", "due_at") WHERE "due_at" IS NOT NULL;
-- It also finds what is due at all, and what a disabled endpoint gives up.
DROP INDEX "webhook_deliveries_due_idx";
DROP INDEX "webhook_deliveries_pending_idx";

-- A schedule of every minute has tens of thousands of skipped ticks and few that count for its budget and its window.
CREATE INDEX "dream_schedule_ticks_started_idx" ON "dream_schedule_ticks"("schedule_id", "local_day") WHERE "status" = 'started';

-- Ids compare byte by byte everywhere: an index of a column that names ids in another collation serves no join with them.
ALTER TABLE "adoptions" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C", ALTER COLUMN "dream_id" TYPE TEXT COLLATE "C", ALTER COLUMN "store_id" TYPE TEXT COLLATE "C";
ALTER TABLE "adoption_files" ALTER COLUMN "memory_id" TYPE TEXT COLLATE "C", ALTER COLUMN "before_version_id" TYPE TEXT COLLATE "C", ALTER COLUMN "version_id" TYPE TEXT COLLATE "C", ALTER COLUMN "undo_version_id" TYPE TEXT COLLATE "C";
ALTER TABLE "finding_rejections" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C", ALTER COLUMN "store_id" TYPE TEXT COLLATE "C", ALTER COLUMN "dream_id" TYPE TEXT COLLATE "C", ALTER COLUMN "finding_id" TYPE TEXT COLLATE "C";
ALTER TABLE "store_policies" ALTER COLUMN "store_id" TYPE TEXT COLLATE "C", ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C";
ALTER TABLE "dream_schedules" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C", ALTER COLUMN "store_id" TYPE TEXT COLLATE "C";
ALTER TABLE "dream_schedule_ticks" ALTER COLUMN "schedule_id" TYPE TEXT COLLATE "C", ALTER COLUMN "dream_id" TYPE TEXT COLLATE "C";
ALTER TABLE "webhook_endpoints" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C";
ALTER TABLE "webhook_events" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C", ALTER COLUMN "object_id" TYPE TEXT COLLATE "C";
ALTER TABLE "webhook_deliveries" ALTER COLUMN "workspace_id" TYPE TEXT COLLATE "C", ALTER COLUMN "endpoint_id" TYPE TEXT COLLATE "C", ALTER COLUMN "event_id" TYPE TEXT COLLATE "C", ALTER COLUMN "replay_of_id" TYPE TEXT COLLATE "C";
ALTER TABLE "dream_writes" ALTER COLUMN "dream_id" TYPE TEXT COLLATE "C", ALTER COLUMN "memory_id" TYPE TEXT COLLATE "C";
