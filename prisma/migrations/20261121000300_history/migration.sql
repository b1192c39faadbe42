-- The tree of a past moment needs the memories deleted since. Without this index that reads every version since then;
-- with it, only the deletions. Updates of a memory, the hot path, do not touch it.
CREATE INDEX "memory_versions_deleted_idx" ON "memory_versions" ("store_id", "created_at") WHERE "operation" = 'deleted';

-- A restore may rename every file of a store, and this runs for each. With statistics of a full store the planner took
-- its look-up for cheaper as a scan of all memories: 10,000 renames took minutes. As for inserts, only the index is right.
ALTER FUNCTION "memories_check_tree_of_row"() SET enable_seqscan = off;
