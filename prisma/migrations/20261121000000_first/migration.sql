-- CreateTable
CREATE TABLE "workspaces" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "key_sha256" TEXT COLLATE "C" NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dreams" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "session_ids" TEXT[],
    "model_id" TEXT COLLATE "C" NOT NULL,
    "instructions" TEXT,
    "output_behavior" TEXT NOT NULL,
    "hold_store_id" TEXT COLLATE "C",
    "session_id" TEXT COLLATE "C",
    "thread_id" TEXT COLLATE "C",
    "output_store_id" TEXT COLLATE "C",
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_creation_input_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_read_input_tokens" INTEGER NOT NULL DEFAULT 0,
    "error_type" TEXT,
    "error_message" TEXT,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "archived_at" TIMESTAMPTZ(6),
    "proposal_sha256" TEXT COLLATE "C",
    "review_status" TEXT NOT NULL DEFAULT 'none',
    "reviewed_at" TIMESTAMPTZ(6),
    "reviewed_by_type" TEXT,
    "reviewed_by_id" TEXT COLLATE "C",
    "review_reason" TEXT,

    CONSTRAINT "dreams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dream_base_files" (
    "dream_id" TEXT COLLATE "C" NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "memory_id" TEXT COLLATE "C" NOT NULL,
    "content_sha256" TEXT COLLATE "C" NOT NULL,
    "content_bytes" INTEGER NOT NULL,

    CONSTRAINT "dream_base_files_pkey" PRIMARY KEY ("dream_id","path")
);

-- CreateTable
CREATE TABLE "dream_tasks" (
    "dream_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "thread_id" TEXT COLLATE "C" NOT NULL,
    "status" TEXT NOT NULL,
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "finding_count" INTEGER NOT NULL DEFAULT 0,
    "report" JSON,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "dream_tasks_pkey" PRIMARY KEY ("dream_id","session_id")
);

-- CreateTable
CREATE TABLE "dream_findings" (
    "id" TEXT COLLATE "C" NOT NULL,
    "dream_id" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "rationale" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "evidence" JSON NOT NULL,
    "sources" JSON NOT NULL,
    "anchors" JSON NOT NULL,

    CONSTRAINT "dream_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dream_files" (
    "dream_id" TEXT COLLATE "C" NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "operation" TEXT NOT NULL,
    "from_path" TEXT COLLATE "C",
    "memory_id" TEXT COLLATE "C",
    "base_sha256" TEXT COLLATE "C",
    "proposed_sha256" TEXT COLLATE "C",
    "decision" TEXT NOT NULL DEFAULT 'pending',
    "adopted_version_id" TEXT COLLATE "C",

    CONSTRAINT "dream_files_pkey" PRIMARY KEY ("dream_id","path")
);

-- CreateTable
CREATE TABLE "job_claims" (
    "job_id" TEXT COLLATE "C" NOT NULL,
    "worker_key" INTEGER NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "job_claims_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "agents" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "system" TEXT,
    "model" JSONB NOT NULL,
    "tools" JSONB NOT NULL,
    "mcp_servers" JSONB NOT NULL,
    "skills" JSONB NOT NULL,
    "multiagent" JSONB,
    "execution_identity" JSONB NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_versions" (
    "agent_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "agent_versions_pkey" PRIMARY KEY ("agent_id","version")
);

-- CreateTable
CREATE TABLE "environments" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "config" JSONB NOT NULL,
    "scope" TEXT,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "environments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "status" TEXT NOT NULL,
    "title" TEXT,
    "environment_id" TEXT COLLATE "C" NOT NULL,
    "agent_id" TEXT COLLATE "C" NOT NULL,
    "agent_version" INTEGER NOT NULL,
    "agent" JSONB NOT NULL,
    "vault_ids" JSONB NOT NULL,
    "metadata" JSONB NOT NULL,
    "usage" JSONB NOT NULL,
    "budget" JSONB,
    "outcome_evaluations" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "import_sha256" TEXT COLLATE "C",
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_resources" (
    "session_id" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "access" TEXT NOT NULL,
    "instructions" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "mount_path" TEXT NOT NULL,

    CONSTRAINT "session_resources_pkey" PRIMARY KEY ("session_id","position")
);

-- CreateTable
CREATE TABLE "session_threads" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "parent_thread_id" TEXT COLLATE "C",
    "agent" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "usage" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_events" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "thread_id" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "processed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "payload" JSON NOT NULL,

    CONSTRAINT "session_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_stores" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "archived_at" TIMESTAMPTZ(6),

    CONSTRAINT "memory_stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contents" (
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "bytes" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "contents_pkey" PRIMARY KEY ("workspace_id","sha256")
);

-- CreateTable
CREATE TABLE "memories" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "head_version_id" TEXT COLLATE "C" NOT NULL,
    "content_sha256" TEXT COLLATE "C" NOT NULL,
    "content_bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "memories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_versions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "memory_id" TEXT COLLATE "C" NOT NULL,
    "operation" TEXT NOT NULL,
    "path" TEXT COLLATE "C",
    "content_sha256" TEXT COLLATE "C",
    "content_bytes" INTEGER,
    "base_sha256" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT,
    "actor_id" TEXT COLLATE "C",
    "dream_id" TEXT COLLATE "C",
    "redacted_at" TIMESTAMPTZ(6),
    "redacted_actor_type" TEXT,
    "redacted_actor_id" TEXT COLLATE "C",

    CONSTRAINT "memory_versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_workspace_id_idx" ON "users"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_sha256_key" ON "api_keys"("key_sha256");

-- CreateIndex
CREATE INDEX "api_keys_workspace_id_idx" ON "api_keys"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "dreams_hold_store_id_key" ON "dreams"("hold_store_id");

-- CreateIndex
CREATE INDEX "dreams_workspace_id_created_at_id_idx" ON "dreams"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "dreams_workspace_id_review_status_idx" ON "dreams"("workspace_id", "review_status");

-- CreateIndex
CREATE INDEX "dreams_store_id_idx" ON "dreams"("store_id");

-- CreateIndex
CREATE INDEX "dream_base_files_workspace_id_content_sha256_idx" ON "dream_base_files"("workspace_id", "content_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "dream_findings_dream_id_position_key" ON "dream_findings"("dream_id", "position");

-- CreateIndex
CREATE INDEX "dream_files_workspace_id_base_sha256_idx" ON "dream_files"("workspace_id", "base_sha256");

-- CreateIndex
CREATE INDEX "dream_files_workspace_id_proposed_sha256_idx" ON "dream_files"("workspace_id", "proposed_sha256");

-- CreateIndex
CREATE INDEX "agents_workspace_id_created_at_id_idx" ON "agents"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "environments_workspace_id_created_at_id_idx" ON "environments"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_workspace_id_created_at_id_idx" ON "sessions"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "sessions_workspace_id_import_sha256_key" ON "sessions"("workspace_id", "import_sha256");

-- CreateIndex
CREATE INDEX "session_resources_store_id_idx" ON "session_resources"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_resources_session_id_store_id_key" ON "session_resources"("session_id", "store_id");

-- CreateIndex
CREATE INDEX "session_threads_session_id_id_idx" ON "session_threads"("session_id", "id");

-- CreateIndex
CREATE INDEX "session_events_thread_id_position_idx" ON "session_events"("thread_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "session_events_session_id_position_key" ON "session_events"("session_id", "position");

-- CreateIndex
CREATE INDEX "memory_stores_workspace_id_created_at_id_idx" ON "memory_stores"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "memories_head_version_id_key" ON "memories"("head_version_id");

-- CreateIndex
CREATE INDEX "memories_workspace_id_content_sha256_idx" ON "memories"("workspace_id", "content_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "memories_store_id_path_key" ON "memories"("store_id", "path");

-- CreateIndex
CREATE INDEX "memory_versions_store_id_created_at_id_idx" ON "memory_versions"("store_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "memory_versions_memory_id_created_at_id_idx" ON "memory_versions"("memory_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "memory_versions_workspace_id_content_sha256_idx" ON "memory_versions"("workspace_id", "content_sha256");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dreams" ADD CONSTRAINT "dreams_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dream_base_files" ADD CONSTRAINT "dream_base_files_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dream_base_files" ADD CONSTRAINT "dream_base_files_workspace_id_content_sha256_fkey" FOREIGN KEY ("workspace_id", "content_sha256") REFERENCES "contents"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "dream_tasks" ADD CONSTRAINT "dream_tasks_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dream_findings" ADD CONSTRAINT "dream_findings_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dream_files" ADD CONSTRAINT "dream_files_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dream_files" ADD CONSTRAINT "dream_files_workspace_id_base_sha256_fkey" FOREIGN KEY ("workspace_id", "base_sha256") REFERENCES "contents"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "dream_files" ADD CONSTRAINT "dream_files_workspace_id_proposed_sha256_fkey" FOREIGN KEY ("workspace_id", "proposed_sha256") REFERENCES "contents"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_versions" ADD CONSTRAINT "agent_versions_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "environments" ADD CONSTRAINT "environments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_resources" ADD CONSTRAINT "session_resources_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_threads" ADD CONSTRAINT "session_threads_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "session_threads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_stores" ADD CONSTRAINT "memory_stores_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contents" ADD CONSTRAINT "contents_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memories" ADD CONSTRAINT "memories_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memories" ADD CONSTRAINT "memories_head_version_id_fkey" FOREIGN KEY ("head_version_id") REFERENCES "memory_versions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memories" ADD CONSTRAINT "memories_workspace_id_content_sha256_fkey" FOREIGN KEY ("workspace_id", "content_sha256") REFERENCES "contents"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memory_versions" ADD CONSTRAINT "memory_versions_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_versions" ADD CONSTRAINT "memory_versions_workspace_id_content_sha256_fkey" FOREIGN KEY ("workspace_id", "content_sha256") REFERENCES "contents"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;



-- What Prisma's schema language cannot say: the invariants that every writer is held to.

ALTER TABLE "memory_versions"
  ADD CONSTRAINT "memory_versions_operation_check" CHECK ("operation" IN ('created', 'modified', 'deleted')),
  ADD CONSTRAINT "memory_versions_actor_check" CHECK (
    "actor_type" IN ('api_actor', 'user_actor', 'service_account_actor', 'session_actor') AND ("actor_type" IS NULL) = ("actor_id" IS NULL)),
  ADD CONSTRAINT "memory_versions_redacted_check" CHECK (
    CASE WHEN "redacted_at" IS NULL
      THEN "path" IS NOT NULL AND ("operation" = 'deleted') = ("content_sha256" IS NULL)
      ELSE "path" IS NULL AND "content_sha256" IS NULL
    END AND ("content_sha256" IS NULL) = ("content_bytes" IS NULL));

ALTER TABLE "contents"
  ADD CONSTRAINT "contents_size_check" CHECK ("bytes" = octet_length("text") AND "bytes" <= 102400);

ALTER TABLE "memories"
  ADD CONSTRAINT "memories_path_check" CHECK (
    octet_length("path") <= 1024 AND "path" ~ '^(/[^/]+){1,20}$' AND NOT ("path" || '/') ~ '/\.\.?/');

ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_status_check" CHECK ("status" IN ('idle', 'running', 'rescheduling', 'terminated')),
  ADD CONSTRAINT "sessions_origin_check" CHECK ("origin" IN ('api', 'import', 'dream'));

ALTER TABLE "session_resources"
  ADD CONSTRAINT "session_resources_access_check" CHECK ("access" IN ('read_write', 'read_only')),
  ADD CONSTRAINT "session_resources_count_check" CHECK ("position" BETWEEN 0 AND 7);

ALTER TABLE "session_threads"
  ADD CONSTRAINT "session_threads_status_check" CHECK ("status" IN ('idle', 'running', 'rescheduling', 'terminated'));

-- A final status has an end, and only a final status has one (contract 5.4).
ALTER TABLE "dreams"
  ADD CONSTRAINT "dreams_status_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'canceled')),
  ADD CONSTRAINT "dreams_stage_check" CHECK ("stage" IN ('queued', 'snapshot', 'reading', 'consolidating', 'writing', 'done')),
  ADD CONSTRAINT "dreams_ended_check" CHECK (("status" IN ('completed', 'failed', 'canceled')) = ("ended_at" IS NOT NULL)),
  ADD CONSTRAINT "dreams_error_check" CHECK (("status" = 'failed') = ("error_type" IS NOT NULL)),
  ADD CONSTRAINT "dreams_sessions_check" CHECK (cardinality("session_ids") BETWEEN 1 AND 100),
  ADD CONSTRAINT "dreams_output_check" CHECK ("output_behavior" IN ('create_new', 'update_existing')),
  ADD CONSTRAINT "dreams_review_check" CHECK (
    "review_status" IN ('none', 'unchanged', 'waiting', 'adopted', 'rejected')
    AND ("review_status" IN ('adopted', 'rejected')) = ("reviewed_at" IS NOT NULL));

ALTER TABLE "dream_tasks"
  ADD CONSTRAINT "dream_tasks_status_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed'));

ALTER TABLE "dream_files"
  ADD CONSTRAINT "dream_files_operation_check" CHECK (
    CASE "operation"
      WHEN 'added' THEN "base_sha256" IS NULL AND "memory_id" IS NULL AND "proposed_sha256" IS NOT NULL
      WHEN 'modified' THEN "base_sha256" IS NOT NULL AND "memory_id" IS NOT NULL AND "proposed_sha256" IS NOT NULL
      WHEN 'moved' THEN "from_path" IS NOT NULL AND "memory_id" IS NOT NULL AND "proposed_sha256" IS NOT NULL
      WHEN 'removed' THEN "memory_id" IS NOT NULL AND "proposed_sha256" IS NULL
      ELSE false
    END),
  ADD CONSTRAINT "dream_files_decision_check" CHECK ("decision" IN ('pending', 'adopted', 'left_out', 'rejected'));

-- The tree rule (contract 3.4): no memory's path may be an ancestor of another's in its store. An exclusion constraint
-- over path ranges says the same, but its GiST index slowed inserts to 0.35 ms each at 100,000 rows; this needs only
-- the unique index (10,000 rows in one statement: 0.38 s, 0.25 s without it). The row lock on the store makes racing
-- writers take turns, so the check sees what they committed. LATERAL with LIMIT keeps one index probe for each row:
-- a free join order took 70 s, because the planner knows nothing of a transition table's size.
CREATE FUNCTION "memories_check_tree"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  blocked record;
BEGIN
  PERFORM 1 FROM memory_stores s WHERE s.id IN (SELECT n.store_id FROM changed n) ORDER BY s.id FOR NO KEY UPDATE;
  SELECT n.path AS path, m.id AS blocker_id, m.path AS blocker_path INTO blocked
  FROM changed n
  CROSS JOIN LATERAL (
    SELECT string_agg(part, '/') OVER (ORDER BY place) AS ancestor, place, count(*) OVER () AS places
    FROM unnest(string_to_array(n.path, '/')) WITH ORDINALITY AS parts (part, place)
  ) AS a
  CROSS JOIN LATERAL (
    SELECT f.id, f.path FROM memories f WHERE f.store_id = n.store_id AND f.path = a.ancestor LIMIT 1
  ) AS m
  WHERE a.place BETWEEN 2 AND a.places - 1
  LIMIT 1;
  IF NOT FOUND THEN
    SELECT n.path AS path, m.id AS blocker_id, m.path AS blocker_path INTO blocked
    FROM changed n
    CROSS JOIN LATERAL (
      SELECT f.id, f.path FROM memories f
      WHERE f.store_id = n.store_id AND f.path > n.path || '/' AND f.path < n.path || '0'
      ORDER BY f.path LIMIT 1
    ) AS m
    LIMIT 1;
  END IF;
  IF FOUND THEN
    RAISE EXCEPTION 'path % is blocked by %', blocked.path, blocked.blocker_path
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'memories_tree', TABLE = 'memories', DETAIL = blocked.blocker_id;
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "memories_tree_on_insert" AFTER INSERT ON "memories"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "memories_check_tree"();

-- A transition table cannot be combined with a column list, so the function body for updates is guarded by the row
-- trigger's WHEN: content updates, the hot path, never reach it.
CREATE FUNCTION "memories_check_tree_of_row"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  blocker record;
  ancestors text[];
BEGIN
  PERFORM 1 FROM memory_stores s WHERE s.id = NEW.store_id FOR NO KEY UPDATE;
  SELECT array_agg(array_to_string(parts[1:place], '/')) INTO ancestors
  FROM (SELECT string_to_array(NEW.path, '/') AS parts) AS split, generate_series(2, cardinality(parts) - 1) AS place;
  SELECT m.id, m.path INTO blocker
  FROM memories m
  WHERE m.store_id = NEW.store_id AND m.id <> NEW.id
    AND (m.path = ANY (ancestors) OR (m.path > NEW.path || '/' AND m.path < NEW.path || '0'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'path % is blocked by %', NEW.path, blocker.path
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'memories_tree', TABLE = 'memories', DETAIL = blocker.id;
  END IF;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "memories_tree_on_rename" AFTER UPDATE OF "path" ON "memories"
  FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION "memories_check_tree_of_row"();

-- Versions are immutable; redaction is the one exception.
CREATE FUNCTION "memory_versions_forbid_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.redacted_at IS NULL OR OLD.redacted_at IS NOT NULL
    OR (NEW.id, NEW.memory_id, NEW.store_id, NEW.operation, NEW.created_at) IS DISTINCT FROM
       (OLD.id, OLD.memory_id, OLD.store_id, OLD.operation, OLD.created_at)
    OR (NEW.actor_type, NEW.actor_id) IS DISTINCT FROM (OLD.actor_type, OLD.actor_id)
  THEN
    RAISE EXCEPTION 'memory version % is immutable', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "memory_versions_immutable" BEFORE UPDATE ON "memory_versions"
  FOR EACH ROW EXECUTE FUNCTION "memory_versions_forbid_change"();
