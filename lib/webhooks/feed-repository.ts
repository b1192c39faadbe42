import type { StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";

/** Workspaces in which somebody has subscribed to changes of memories. */
export async function listWatchedWorkspaces(sql: Sql, subscriptions: string[]): Promise<WorkspaceId[]> {
  const rows = await sql.query<{ id: WorkspaceId }>(
    "select distinct workspace_id as id from webhook_endpoints where is_enabled and events && $1::text[]",
    [subscriptions],
  );
  return rows.map((row) => row.id);
}

export type StoreWithNews = { storeId: StoreId; workspaceId: WorkspaceId };

/**
 * Stores whose feed has a change that was not told, and that were not told of since `toldBefore`: two probes of the
 * feed's primary key for each store.
 */
export async function listStoresWithNews(
  sql: Sql,
  workspaceIds: WorkspaceId[],
  filter: { toldBefore: Date; limit: number },
): Promise<StoreWithNews[]> {
  return sql.query<StoreWithNews>(
    `select s.id as "storeId", s.workspace_id as "workspaceId"
     from memory_stores s
     left join webhook_feed_cursors c on c.store_id = s.id
     cross join lateral (
       select max(f.sequence) as newest, min(f.sequence) as oldest from memory_changes f where f.store_id = s.id) as f
     where s.workspace_id = any ($1) and (c.told_at is null or c.told_at <= $2)
       and (f.newest > coalesce(c.sequence, 0) or f.oldest < 0)
     order by c.told_at nulls first, s.id limit $3`,
    [workspaceIds, filter.toldBefore, filter.limit],
  );
}

/**
 * Moves a store's cursor to its newest numbered change. Processes that do so at once take turns at the row.
 * @returns where it stood, or null when there was nothing new, it was moved since `toldBefore`, or the store is gone
 */
export async function moveFeedCursor(
  tx: Tx,
  storeId: StoreId,
  time: { at: Date; toldBefore: Date },
): Promise<{ after: number } | null> {
  await tx.query(
    `insert into webhook_feed_cursors (store_id, sequence) select id, 0 from memory_stores where id = $1 for key share
     on conflict (store_id) do nothing`,
    [storeId],
  );
  const rows = await tx.query<{ after: number }>(
    `with locked as materialized (
       select store_id, sequence from webhook_feed_cursors
       where store_id = $1 and (told_at is null or told_at <= $3) for update),
     newest as (select max(sequence) as sequence from memory_changes where store_id = $1)
     update webhook_feed_cursors c set sequence = newest.sequence, told_at = $2
     from locked, newest
     where c.store_id = locked.store_id and newest.sequence > locked.sequence
     returning locked.sequence::float8 as after`,
    [storeId, time.at, time.toldBefore],
  );
  return rows[0] ?? null;
}

/**
 * From now on: sets the cursors of every store of the workspace behind its last change. Changes are numbered from 1
 * without gaps, so the last one's number is how many there are, whether it has been given yet or not.
 */
export async function resetFeedCursors(tx: Tx, workspaceId: WorkspaceId): Promise<void> {
  await tx.query(
    `insert into webhook_feed_cursors (store_id, sequence)
     select s.id, greatest((select max(f.sequence) from memory_changes f where f.store_id = s.id), 0)
       + (select count(*) from memory_changes f where f.store_id = s.id and f.sequence < 0)
     from memory_stores s where s.workspace_id = $1 for key share
     on conflict (store_id) do update set sequence = excluded.sequence`,
    [workspaceId],
  );
}
