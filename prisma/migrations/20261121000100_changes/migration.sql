-- A count of live memories (the cap is checked against it under the store's row lock) and the time of the last change
-- of the tree.
ALTER TABLE "memory_stores"
  ADD COLUMN "memory_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "tree_changed_at" TIMESTAMPTZ(6);

UPDATE "memory_stores" s SET
  "memory_count" = (SELECT count(*) FROM "memories" m WHERE m."store_id" = s."id"),
  "tree_changed_at" = greatest(s."created_at",
    (SELECT max(v."created_at") FROM "memory_versions" v WHERE v."store_id" = s."id"));

ALTER TABLE "memory_stores"
  ALTER COLUMN "tree_changed_at" SET NOT NULL,
  ADD CONSTRAINT "memory_stores_memory_count_check" CHECK ("memory_count" >= 0);

-- Replaces the row lock by the update of the same row.
CREATE OR REPLACE FUNCTION "memories_check_tree"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  blocked record;
BEGIN
  UPDATE memory_stores s
  SET memory_count = s.memory_count + n.added, tree_changed_at = greatest(s.tree_changed_at, n.latest)
  FROM (SELECT c.store_id, count(*) AS added, max(c.updated_at) AS latest FROM changed c GROUP BY c.store_id) AS n
  WHERE s.id = n.store_id;
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

CREATE OR REPLACE FUNCTION "memories_check_tree_of_row"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  blocker record;
  ancestors text[];
BEGIN
  UPDATE memory_stores s SET tree_changed_at = greatest(s.tree_changed_at, NEW.updated_at) WHERE s.id = NEW.store_id;
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

CREATE FUNCTION "memories_count_deleted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE memory_stores s SET memory_count = s.memory_count - n.gone
  FROM (SELECT g.store_id, count(*) AS gone FROM deleted g GROUP BY g.store_id) AS n
  WHERE s.id = n.store_id;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "memories_count_on_delete" AFTER DELETE ON "memories"
  REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION "memories_count_deleted"();

-- The changes feed. A gap-free number cannot be given while writing without making all writers of a store queue, so a
-- change arrives with a negative number and a reader numbers what was committed, under a lock of its own.
CREATE SEQUENCE "memory_changes_arrival" AS bigint INCREMENT BY -1;

CREATE TABLE "memory_changes" (
  "store_id" TEXT COLLATE "C" NOT NULL,
  "sequence" BIGINT NOT NULL,
  "version_id" TEXT COLLATE "C" NOT NULL,
  "operation" TEXT NOT NULL,
  CONSTRAINT "memory_changes_pkey" PRIMARY KEY ("store_id", "sequence"),
  CONSTRAINT "memory_changes_sequence_check" CHECK ("sequence" <> 0),
  CONSTRAINT "memory_changes_operation_check" CHECK ("operation" IN ('created', 'modified', 'deleted', 'redacted')),
  CONSTRAINT "memory_changes_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "memory_stores"("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "memory_changes" ("store_id", "sequence", "version_id", "operation")
SELECT v."store_id", nextval('memory_changes_arrival'), v."id", v."operation"
FROM (SELECT "store_id", "id", "operation" FROM "memory_versions" ORDER BY "created_at", "id") AS v;

CREATE FUNCTION "memory_versions_feed_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO memory_changes (store_id, sequence, version_id, operation)
  SELECT n.store_id, nextval('memory_changes_arrival'), n.id, n.operation FROM written n;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "memory_versions_feed_on_insert" AFTER INSERT ON "memory_versions"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "memory_versions_feed_changes"();

-- A reader that copied the text has to learn that it is to go.
CREATE FUNCTION "memory_versions_feed_redactions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO memory_changes (store_id, sequence, version_id, operation)
  SELECT n.store_id, nextval('memory_changes_arrival'), n.id, 'redacted' FROM written n;
  RETURN NULL;
END;
$$;

CREATE TRIGGER "memory_versions_feed_on_redact" AFTER UPDATE ON "memory_versions"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "memory_versions_feed_redactions"();
