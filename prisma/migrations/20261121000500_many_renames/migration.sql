-- The store's row is written only when its time moves on. This runs for each renamed memory of a statement, and a write
-- every time left a chain of dead rows that the next one had to walk: a restore that moves 10,000 files took 20 s.
-- Otherwise the row is locked, so that racing writers still take turns.
CREATE OR REPLACE FUNCTION "memories_check_tree_of_row"() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  blocker record;
  ancestors text[];
BEGIN
  UPDATE memory_stores s SET tree_changed_at = NEW.updated_at
  WHERE s.id = NEW.store_id AND s.tree_changed_at < NEW.updated_at;
  IF NOT FOUND THEN
    PERFORM 1 FROM memory_stores s WHERE s.id = NEW.store_id FOR NO KEY UPDATE;
  END IF;
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
