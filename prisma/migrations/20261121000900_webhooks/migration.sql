-- Outbound webhooks: who is told, what there was to tell, and how the telling went.

CREATE TABLE "webhook_endpoints" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  -- Event types, prefixes such as reverie.*, or *.
  "events" TEXT[] NOT NULL,
  "is_enabled" BOOLEAN NOT NULL,
  "disabled_reason" TEXT,
  "secret" TEXT NOT NULL,
  -- Signs beside the new one for a day after a rotation.
  "previous_secret" TEXT,
  "previous_secret_until" TIMESTAMPTZ(6),
  -- When the deliveries that failed in a row began to fail; null after a success.
  "failing_since" TIMESTAMPTZ(6),
  "failed_in_row" INTEGER NOT NULL DEFAULT 0,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhook_endpoints_events_check" CHECK (cardinality("events") BETWEEN 1 AND 100),
  CONSTRAINT "webhook_endpoints_disabled_check" CHECK (
    "is_enabled" = ("disabled_reason" IS NULL)
    AND "disabled_reason" IN ('person', 'gone', 'redirect', 'private_address', 'failing')),
  CONSTRAINT "webhook_endpoints_secret_check" CHECK (
    "secret" LIKE 'whsec\_%' AND ("previous_secret" IS NULL) = ("previous_secret_until" IS NULL)),
  CONSTRAINT "webhook_endpoints_failing_check" CHECK (
    "failed_in_row" >= 0 AND ("failed_in_row" = 0) = ("failing_since" IS NULL))
);
CREATE INDEX "webhook_endpoints_workspace_id_created_at_id_idx" ON "webhook_endpoints"("workspace_id", "created_at" DESC, "id" DESC);
-- Asked at every change that an event may tell.
CREATE INDEX "webhook_endpoints_enabled_idx" ON "webhook_endpoints"("workspace_id") WHERE "is_enabled";

-- Written in the transaction of the change that it tells, only when somebody subscribed.
CREATE TABLE "webhook_events" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "object_id" TEXT NOT NULL,
  -- The bytes that are sent: ids and times alone.
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_events_created_at_idx" ON "webhook_events"("created_at");
CREATE INDEX "webhook_events_workspace_id_idx" ON "webhook_events"("workspace_id");

CREATE TABLE "webhook_deliveries" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "endpoint_id" TEXT NOT NULL,
  "event_id" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "attempt_count" INTEGER NOT NULL DEFAULT 0,
  -- When it may be taken up next. While it is being sent: when whoever sends it counts as dead.
  "due_at" TIMESTAMPTZ(6),
  -- The delivery that a person asked to repeat. It may be gone.
  "replay_of_id" TEXT,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "ended_at" TIMESTAMPTZ(6),
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhook_deliveries_status_check" CHECK (
    "status" IN ('pending', 'sending', 'succeeded', 'failed', 'canceled')
    AND ("status" IN ('pending', 'sending')) = ("due_at" IS NOT NULL)
    AND ("due_at" IS NULL) = ("ended_at" IS NOT NULL)),
  CONSTRAINT "webhook_deliveries_attempts_check" CHECK ("attempt_count" BETWEEN 0 AND 3)
);
CREATE INDEX "webhook_deliveries_endpoint_id_created_at_id_idx" ON "webhook_deliveries"("endpoint_id", "created_at" DESC, "id" DESC);
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");
CREATE INDEX "webhook_deliveries_workspace_id_idx" ON "webhook_deliveries"("workspace_id");
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("due_at") WHERE "due_at" IS NOT NULL;
-- What a disabled endpoint gives up.
CREATE INDEX "webhook_deliveries_pending_idx" ON "webhook_deliveries"("endpoint_id") WHERE "status" = 'pending';

CREATE TABLE "webhook_attempts" (
  "delivery_id" TEXT COLLATE "C" NOT NULL,
  "number" INTEGER NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  -- Null while it is being sent, and for ever when the server died meanwhile.
  "duration_ms" INTEGER,
  "status_code" INTEGER,
  "error_type" TEXT,
  -- What the receiver said, cut.
  "response_body" TEXT,
  CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("delivery_id", "number"),
  CONSTRAINT "webhook_attempts_outcome_check" CHECK (
    CASE WHEN "duration_ms" IS NULL THEN "status_code" IS NULL AND "error_type" IS NULL AND "response_body" IS NULL
    ELSE ("status_code" IS NULL) = ("error_type" IS NOT NULL) END)
);

-- How far the changes of a store were told by reverie.memory.changed. Without a row: from the first one.
CREATE TABLE "webhook_feed_cursors" (
  "store_id" TEXT COLLATE "C" NOT NULL,
  "sequence" BIGINT NOT NULL,
  "told_at" TIMESTAMPTZ(6),
  CONSTRAINT "webhook_feed_cursors_pkey" PRIMARY KEY ("store_id"),
  CONSTRAINT "webhook_feed_cursors_sequence_check" CHECK ("sequence" >= 0)
);

ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_feed_cursors" ADD CONSTRAINT "webhook_feed_cursors_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A key that could do everything so far can go on doing everything.
UPDATE "api_keys" SET "scopes" = "scopes" || ARRAY['webhooks:read', 'webhooks:write']
WHERE "scopes" @> ARRAY['stores:read', 'stores:write', 'memories:read', 'memories:write', 'sessions:read', 'sessions:write', 'dreams:read', 'dreams:write']
  AND NOT "scopes" && ARRAY['webhooks:read', 'webhooks:write'];
