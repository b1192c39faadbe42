-- Reviews by hunk: what was taken, turned down and undone; what a store does without a person; what stays rejected.

ALTER TABLE "dreams" DROP CONSTRAINT "dreams_review_check", DROP CONSTRAINT "dreams_sessions_check";
ALTER TABLE "dreams"
  -- dream: made by an engine. writes: collects writes of agents that wait for a person.
  ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'dream',
  ADD COLUMN "checks" JSON,
  ADD COLUMN "wake_test" JSON,
  ADD CONSTRAINT "dreams_origin_check" CHECK ("origin" IN ('dream', 'writes')),
  ADD CONSTRAINT "dreams_sessions_check" CHECK (cardinality("session_ids") BETWEEN CASE "origin" WHEN 'dream' THEN 1 ELSE 0 END AND 100),
  ADD CONSTRAINT "dreams_review_check" CHECK (
    "review_status" IN ('none', 'unchanged', 'waiting', 'adopted', 'rejected', 'superseded')
    AND ("review_status" IN ('adopted', 'rejected')) = ("reviewed_at" IS NOT NULL));

-- At most one proposal of a store collects writes.
CREATE UNIQUE INDEX "dreams_open_writes_key" ON "dreams"("store_id") WHERE "origin" = 'writes' AND "review_status" = 'waiting';

ALTER TABLE "dream_files"
  ADD COLUMN "adopted_hunks" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "rejected_hunks" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "off_hunks" TEXT[] NOT NULL DEFAULT '{}';

-- What was adopted before was adopted whole; hunks were not told apart then.
ALTER TABLE "dream_findings" ADD COLUMN "fingerprint" TEXT;

CREATE TABLE "adoptions" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "dream_id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  -- Of what was asked for: the same call again, after a lost answer, is the same adoption.
  "request_sha256" TEXT NOT NULL,
  "is_automatic" BOOLEAN NOT NULL DEFAULT false,
  -- Every hunk that was taken: also those that wrote nothing, for the store said so already.
  "hunk_ids" TEXT[] NOT NULL,
  -- Whether every hunk of the proposal was taken as it was proposed.
  "is_unchanged" BOOLEAN NOT NULL,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "undone_at" TIMESTAMPTZ(6),
  "undone_by_type" TEXT,
  "undone_by_id" TEXT,
  CONSTRAINT "adoptions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "adoptions_undone_check" CHECK (
    ("undone_at" IS NULL) = ("undone_by_type" IS NULL) AND ("undone_at" IS NULL) = ("undone_by_id" IS NULL))
);
CREATE UNIQUE INDEX "adoptions_request_key" ON "adoptions"("dream_id", "request_sha256") WHERE "undone_at" IS NULL;
CREATE INDEX "adoptions_dream_id_idx" ON "adoptions"("dream_id");
CREATE INDEX "adoptions_store_id_created_at_idx" ON "adoptions"("store_id", "created_at" DESC);
CREATE INDEX "adoptions_workspace_id_idx" ON "adoptions"("workspace_id");

-- One memory that an adoption wrote. Paths and texts are those of its versions.
CREATE TABLE "adoption_files" (
  "adoption_id" TEXT COLLATE "C" NOT NULL,
  "position" INTEGER NOT NULL,
  "memory_id" TEXT NOT NULL,
  "operation" TEXT NOT NULL,
  -- The version that was live before; null for a created memory.
  "before_version_id" TEXT,
  "version_id" TEXT NOT NULL,
  -- The hunks of the proposal behind it, and the findings behind those.
  "hunk_ids" TEXT[] NOT NULL,
  "finding_ids" TEXT[] NOT NULL,
  "is_edited" BOOLEAN NOT NULL,
  -- Written by the undo; null when it was not undone or the store already held that state.
  "undo_version_id" TEXT,
  CONSTRAINT "adoption_files_pkey" PRIMARY KEY ("adoption_id", "position"),
  CONSTRAINT "adoption_files_operation_check" CHECK ("operation" IN ('created', 'modified', 'deleted')),
  CONSTRAINT "adoption_files_before_check" CHECK (("operation" = 'created') = ("before_version_id" IS NULL))
);
CREATE UNIQUE INDEX "adoption_files_version_id_key" ON "adoption_files"("version_id");

CREATE TABLE "finding_rejections" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "store_id" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "rationale" TEXT NOT NULL,
  -- The events that it rested on: new ones let it be proposed again.
  "event_ids" TEXT[] NOT NULL,
  "reason" TEXT,
  "dream_id" TEXT NOT NULL,
  "finding_id" TEXT NOT NULL,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "revoked_at" TIMESTAMPTZ(6),
  CONSTRAINT "finding_rejections_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "finding_rejections_fingerprint_key" ON "finding_rejections"("store_id", "fingerprint") WHERE "revoked_at" IS NULL;
CREATE INDEX "finding_rejections_store_id_created_at_idx" ON "finding_rejections"("store_id", "created_at" DESC);
CREATE INDEX "finding_rejections_workspace_id_idx" ON "finding_rejections"("workspace_id");

CREATE TABLE "store_policies" (
  "store_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  -- review_required or auto_adopt
  "review" TEXT NOT NULL,
  -- Kinds of findings that may be adopted without a person.
  "kinds" TEXT[] NOT NULL,
  -- That many proposals of a kind have to have been adopted unchanged before.
  "adopted_unchanged_min" INTEGER NOT NULL,
  -- Why the server itself went back to review_required; null when a person set it.
  "off_reason" TEXT,
  -- Whether writes of agents wait for a person.
  "reviews_writes" BOOLEAN NOT NULL DEFAULT false,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "store_policies_pkey" PRIMARY KEY ("store_id"),
  CONSTRAINT "store_policies_review_check" CHECK ("review" IN ('review_required', 'auto_adopt')),
  CONSTRAINT "store_policies_kinds_check" CHECK ("review" = 'review_required' OR cardinality("kinds") > 0),
  CONSTRAINT "store_policies_minimum_check" CHECK ("adopted_unchanged_min" BETWEEN 0 AND 1000),
  CONSTRAINT "store_policies_off_check" CHECK ("off_reason" IS NULL OR "review" = 'review_required')
);
CREATE INDEX "store_policies_workspace_id_idx" ON "store_policies"("workspace_id");

ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "adoption_files" ADD CONSTRAINT "adoption_files_adoption_id_fkey" FOREIGN KEY ("adoption_id") REFERENCES "adoptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "finding_rejections" ADD CONSTRAINT "finding_rejections_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "finding_rejections" ADD CONSTRAINT "finding_rejections_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "store_policies" ADD CONSTRAINT "store_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "store_policies" ADD CONSTRAINT "store_policies_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;
