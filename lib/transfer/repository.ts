import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { MemoryRow } from "@/lib/memories/repository";
import type { VersionRow } from "@/lib/versions/repository";

type Key = { workspaceId: WorkspaceId; storeId: StoreId };

export type HeadRow = {
  id: MemoryId;
  path: string;
  headVersionId: VersionId;
  contentSha256: string;
  contentBytes: number;
  createdAt: Date;
  updatedAt: Date;
};

/** The store's live memories by path and the time of its last change of the tree: one statement, so one moment. */
export async function findHeads(sql: Sql, key: Key): Promise<{ treeChangedAt: Date; heads: HeadRow[] } | null> {
  const rows = await sql.query<Omit<HeadRow, "id"> & { treeChangedAt: Date; id: MemoryId | null }>(
    `select s.tree_changed_at as "treeChangedAt", m.id, m.path, m.head_version_id as "headVersionId",
       m.content_sha256 as "contentSha256", m.content_bytes as "contentBytes", m.created_at as "createdAt",
       m.updated_at as "updatedAt"
     from memory_stores s left join memories m on m.store_id = s.id
     where s.workspace_id = $1 and s.id = $2 order by m.path`,
    [key.workspaceId, key.storeId],
  );
  const first = rows[0];
  if (first === undefined) return null;
  const heads = rows.filter((row): row is HeadRow & { treeChangedAt: Date } => row.id !== null);
  return { treeChangedAt: first.treeChangedAt, heads };
}

export type VersionKeyRow = {
  id: VersionId;
  memoryId: MemoryId;
  createdAt: Date;
  contentBytes: number;
  /** Where the memory was last; null unless it was asked for, and when that was redacted. */
  lastPath: string | null;
};

export type VersionKeysFilter = {
  after: { createdAt: Date; id: string };
  createdTo: Date;
  withLastPath: boolean;
  limit: number;
};

/**
 * Keys of the history, oldest first, ties by id: a backward scan of the index by store and time. Where the planner has no
 * statistics yet it would rather sort all that is left, for every page: 0.6 s each at 200,000 versions.
 */
export async function listVersionKeys(tx: Tx, key: Key, filter: VersionKeysFilter): Promise<VersionKeyRow[]> {
  await tx.query("select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)");
  const lastPath = filter.withLastPath
    ? "(select l.path from memory_versions l where l.memory_id = v.memory_id order by l.created_at desc, l.id desc limit 1)"
    : "null";
  return tx.query<VersionKeyRow>(
    `select v.id, v.memory_id as "memoryId", v.created_at as "createdAt",
       coalesce(v.content_bytes, 0) as "contentBytes", ${lastPath} as "lastPath"
     from memory_versions v
     where v.workspace_id = $1 and v.store_id = $2 and (v.created_at, v.id) > ($3, $4) and v.created_at <= $5
     order by v.created_at, v.id limit $6`,
    [key.workspaceId, key.storeId, filter.after.createdAt, filter.after.id, filter.createdTo, filter.limit],
  );
}

/**
 * Versions with their texts, in the order of the ids; both as of one moment, so a text is missing only where the row says
 * that it was redacted. LATERAL with LIMIT keeps one probe for each id, also before there are statistics.
 */
export async function findVersionsByIds(sql: Sql, key: Key, ids: VersionId[]): Promise<VersionRow[]> {
  return sql.query<VersionRow>(
    `select v.id, v.workspace_id as "workspaceId", v.store_id as "storeId", v.memory_id as "memoryId", v.operation, v.path,
       v.content_sha256 as "contentSha256", v.content_bytes as "contentBytes", v.base_sha256 as "baseSha256",
       v.created_at as "createdAt", v.actor_type as "actorType", v.actor_id as "actorId", v.dream_id as "dreamId",
       v.redacted_at as "redactedAt", v.redacted_actor_type as "redactedActorType",
       v.redacted_actor_id as "redactedActorId", c.text as content
     from unnest($3::text[]) with ordinality as wanted (id, place)
     cross join lateral (
       select * from memory_versions r
       where r.id = wanted.id and r.workspace_id = $1 and r.store_id = $2 limit 1) as v
     left join lateral (
       select r.text from contents r where r.workspace_id = $1 and r.sha256 = v.content_sha256 limit 1) as c on true
     order by wanted.place`,
    [key.workspaceId, key.storeId, ids],
  );
}

/** Memories without their texts, rows locked until the transaction ends. */
export async function lockHeads(tx: Tx, key: Key, ids: MemoryId[]): Promise<MemoryRow[]> {
  return tx.query<MemoryRow>(
    `select m.id, m.workspace_id as "workspaceId", m.store_id as "storeId", m.path, m.head_version_id as "headVersionId",
       m.content_sha256 as "contentSha256", m.content_bytes as "contentBytes", m.created_at as "createdAt",
       m.updated_at as "updatedAt"
     from memories m
     where m.workspace_id = $1 and m.store_id = $2 and m.id = any ($3) order by m.id for update`,
    [key.workspaceId, key.storeId, ids],
  );
}

/** Whether the store has any history, deleted memories included. */
export async function hasVersions(sql: Sql, key: Key): Promise<boolean> {
  const rows = await sql.query("select 1 from memory_versions where workspace_id = $1 and store_id = $2 limit 1", [
    key.workspaceId,
    key.storeId,
  ]);
  return rows.length > 0;
}
