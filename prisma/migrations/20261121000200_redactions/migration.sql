CREATE TABLE "redactions" (
  "id" TEXT COLLATE "C" NOT NULL,
  "workspace_id" TEXT COLLATE "C" NOT NULL,
  "status" TEXT NOT NULL,
  "find_type" TEXT NOT NULL,
  "find_text" TEXT,
  "find_hashes" TEXT[],
  "version_ids" TEXT[],
  "replacement" TEXT,
  "rewrite_heads" BOOLEAN NOT NULL,
  "salt" TEXT COLLATE "C" NOT NULL,
  "find_hmac" TEXT COLLATE "C" NOT NULL,
  "find_chars" INTEGER,
  "item_count" INTEGER NOT NULL DEFAULT 0,
  "passes" INTEGER NOT NULL DEFAULT 0,
  "error_message" TEXT,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT COLLATE "C" NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "started_at" TIMESTAMPTZ(6),
  "ended_at" TIMESTAMPTZ(6),
  CONSTRAINT "redactions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "redactions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "redactions_status_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed')),
  CONSTRAINT "redactions_find_type_check" CHECK ("find_type" IN ('literal', 'memory_version_ids')),
  CONSTRAINT "redactions_ended_check" CHECK (("status" IN ('completed', 'failed')) = ("ended_at" IS NOT NULL)),
  -- What was searched for is the secret: it never outlives the work.
  CONSTRAINT "redactions_forgotten_check" CHECK (
    "ended_at" IS NULL OR ("find_text" IS NULL AND "replacement" IS NULL AND cardinality("find_hashes") = 0))
);

CREATE INDEX "redactions_workspace_id_created_at_id_idx" ON "redactions"("workspace_id", "created_at" DESC, "id" DESC);

CREATE TABLE "redaction_items" (
  "redaction_id" TEXT COLLATE "C" NOT NULL,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "object_id" TEXT COLLATE "C",
  "parent_id" TEXT COLLATE "C",
  "hmac_before" TEXT COLLATE "C" NOT NULL,
  "sha256_after" TEXT COLLATE "C",
  "version_id" TEXT COLLATE "C",
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "redaction_items_pkey" PRIMARY KEY ("redaction_id", "position"),
  CONSTRAINT "redaction_items_redaction_id_fkey" FOREIGN KEY ("redaction_id") REFERENCES "redactions"("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

-- Two changes of a version are allowed: redaction, once and never of a live memory's head; and forgetting the hash that
-- it was made on, because a short text can be guessed by its hash.
CREATE OR REPLACE FUNCTION "memory_versions_forbid_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.workspace_id, NEW.memory_id, NEW.store_id, NEW.operation, NEW.created_at) IS DISTINCT FROM
     (OLD.id, OLD.workspace_id, OLD.memory_id, OLD.store_id, OLD.operation, OLD.created_at)
    OR (NEW.actor_type, NEW.actor_id, NEW.dream_id) IS DISTINCT FROM (OLD.actor_type, OLD.actor_id, OLD.dream_id)
    OR (NEW.base_sha256 IS NOT NULL AND NEW.base_sha256 IS DISTINCT FROM OLD.base_sha256)
    OR ((OLD.redacted_at IS NOT NULL OR NEW.redacted_at IS NULL)
      AND (NEW.path, NEW.content_sha256, NEW.content_bytes, NEW.redacted_at, NEW.redacted_actor_type, NEW.redacted_actor_id)
        IS DISTINCT FROM
          (OLD.path, OLD.content_sha256, OLD.content_bytes, OLD.redacted_at, OLD.redacted_actor_type, OLD.redacted_actor_id))
  THEN
    RAISE EXCEPTION 'memory version % is immutable', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.redacted_at IS NULL AND NEW.redacted_at IS NOT NULL
    AND EXISTS (SELECT FROM memories m WHERE m.head_version_id = NEW.id)
  THEN
    RAISE EXCEPTION 'memory version % is the head of a live memory', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'memory_versions_head';
  END IF;
  RETURN NEW;
END;
$$;

-- Only a redaction is news for the feed, not a forgotten hash.
CREATE OR REPLACE FUNCTION "memory_versions_feed_redactions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO memory_changes (store_id, sequence, version_id, operation)
  SELECT n.store_id, nextval('memory_changes_arrival'), n.id, 'redacted'
  FROM written n JOIN replaced o ON o.id = n.id
  WHERE o.redacted_at IS NULL AND n.redacted_at IS NOT NULL;
  RETURN NULL;
END;
$$;

DROP TRIGGER "memory_versions_feed_on_redact" ON "memory_versions";
CREATE TRIGGER "memory_versions_feed_on_redact" AFTER UPDATE ON "memory_versions"
  REFERENCING OLD TABLE AS replaced NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "memory_versions_feed_redactions"();
