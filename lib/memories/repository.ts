import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Statement, Tx } from "@/lib/db/database";

export type MemoryRow = {
  id: MemoryId;
  workspaceId: WorkspaceId;
  storeId: StoreId;
  path: string;
  headVersionId: VersionId;
  contentSha256: string;
  contentBytes: number;
  createdAt: Date;
  updatedAt: Date;
  /** Undefined when it was not asked for. */
  content?: string | undefined;
};

type Key = { workspaceId: WorkspaceId; storeId: StoreId; id: MemoryId };

const COLUMNS = `m.id, m.workspace_id as "workspaceId", m.store_id as "storeId", m.path, m.head_version_id as "headVersionId",
  m.content_sha256 as "contentSha256", m.content_bytes as "contentBytes", m.created_at as "createdAt",
  m.updated_at as "updatedAt"`;
const JOIN_CONTENT = "join contents c on c.workspace_id = m.workspace_id and c.sha256 = m.content_sha256";

/** A memory with its content. Parameters: workspace, store, memory. */
export const FIND: Statement = {
  name: "memories_find",
  text: `select ${COLUMNS}, c.text as content from memories m ${JOIN_CONTENT}
    where m.workspace_id = $1 and m.store_id = $2 and m.id = $3`,
};

export async function findMemory(sql: Sql, key: Key): Promise<MemoryRow | null> {
  return (await sql.query<MemoryRow>(FIND, [key.workspaceId, key.storeId, key.id]))[0] ?? null;
}

/** Memories with their content, rows locked until the transaction ends, in the order of their ids. */
export async function lockMemoryRows(
  tx: Tx,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  ids: MemoryId[],
): Promise<MemoryRow[]> {
  const rows = await tx.query<{ id: MemoryId }>(
    "select id from memories where workspace_id = $1 and store_id = $2 and id = any ($3) order by id for update",
    [key.workspaceId, key.storeId, ids],
  );
  // A second statement, so that the content is the one that was committed while we waited for the lock.
  return findMemoriesByIds(
    tx,
    key,
    rows.map((row) => row.id),
    true,
  );
}

/** Whether the store `s` has agents' writes wait for a person. */
export const REVIEWS_WRITES = "exists (select from store_policies p where p.store_id = s.id and p.reviews_writes)";

/** A memory without its content, and what its store says about writes. */
export type LockedRow = MemoryRow & { archivedAt: Date | null; reviewsWrites: boolean };

/** The memory's row is locked. */
export async function lockMemoryRow(tx: Tx, key: Key): Promise<LockedRow | null> {
  const rows = await tx.query<LockedRow>(
    {
      name: "memories_lock_row",
      text: `select ${COLUMNS}, s.archived_at as "archivedAt",
       ${REVIEWS_WRITES} as "reviewsWrites"
     from memories m join memory_stores s on s.id = m.store_id
     where m.workspace_id = $1 and m.store_id = $2 and m.id = $3 for update of m`,
    },
    [key.workspaceId, key.storeId, key.id],
  );
  return rows[0] ?? null;
}

/** What stands in the way of `path` (contract 3.4): the exact match, else the nearest ancestor, else the first descendant. */
export async function findBlocker(
  sql: Sql,
  input: { storeId: StoreId; path: string; ancestors: string[]; except: MemoryId | null },
): Promise<{ id: MemoryId; path: string } | null> {
  const rows = await sql.query<{ id: MemoryId; path: string }>(
    `select id, path from memories
     where store_id = $1 and id is distinct from $4
       and (path = $2 or path = any ($3) or (path > $2 || '/' and path < $2 || '0'))
     order by path = $2 desc, path = any ($3) desc, case when path = any ($3) then -octet_length(path) end, path
     limit 1`,
    [input.storeId, input.path, input.ancestors, input.except],
  );
  return rows[0] ?? null;
}

/**
 * What stands in the way of each of many new paths, in one statement. Memories that leave are passed over in the index
 * itself, so none of them hides one behind it.
 */
export async function listBlockers(
  sql: Sql,
  storeId: StoreId,
  wanted: { path: string; ancestor: string | null }[],
  leaving: MemoryId[],
): Promise<{ path: string; id: MemoryId; blockerPath: string }[]> {
  return sql.query<{ path: string; id: MemoryId; blockerPath: string }>(
    `select w.path, b.id, b.path as "blockerPath"
     from unnest($2::text[], $3::text[]) as w (path, ancestor)
     cross join lateral (
       select m.id, m.path from memories m
       where m.store_id = $1 and m.path = coalesce(w.ancestor, w.path) and m.id <> all ($4::text[])
       union all
       (select m.id, m.path from memories m
        where w.ancestor is null and m.store_id = $1 and m.path > w.path || '/' and m.path < w.path || '0'
          and m.id <> all ($4::text[])
        order by m.path limit 1)
     ) as b`,
    [storeId, wanted.map((want) => want.path), wanted.map((want) => want.ancestor), leaving],
  );
}

export async function insertMemories(tx: Tx, rows: MemoryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into memories (id, workspace_id, store_id, path, head_version_id, content_sha256, content_bytes, created_at, updated_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
       $8::timestamptz[], $9::timestamptz[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.storeId),
      rows.map((row) => row.path),
      rows.map((row) => row.headVersionId),
      rows.map((row) => row.contentSha256),
      rows.map((row) => row.contentBytes),
      rows.map((row) => row.createdAt),
      rows.map((row) => row.updatedAt),
    ],
  );
}

export async function updateMemoryRows(tx: Tx, rows: MemoryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    {
      name: "memories_update",
      text: `update memories m set path = n.path, head_version_id = n.head, content_sha256 = n.sha256, content_bytes = n.bytes,
       updated_at = n.updated_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
       as n (id, path, head, sha256, bytes, updated_at)
     where m.id = n.id`,
    },
    [
      rows.map((row) => row.id),
      rows.map((row) => row.path),
      rows.map((row) => row.headVersionId),
      rows.map((row) => row.contentSha256),
      rows.map((row) => row.contentBytes),
      rows.map((row) => row.updatedAt),
    ],
  );
}

export async function deleteMemoryRows(tx: Tx, rows: Pick<MemoryRow, "id">[]): Promise<void> {
  if (rows.length > 0) await tx.query("delete from memories where id = any ($1)", [rows.map((row) => row.id)]);
}

export type MemoriesFilter = {
  /** Ends with "/". */
  prefix: string;
  /** Rows with a path greater than this one. */
  afterPath: string | null;
  withContent: boolean;
  limit: number;
};

const listStatement = (withContent: boolean): Statement => ({
  name: `memories_list${withContent ? "_full" : ""}`,
  text: `select ${COLUMNS}${withContent ? ", c.text as content" : ""}
    from memories m ${withContent ? JOIN_CONTENT : ""}
    where m.workspace_id = $1 and m.store_id = $2 and m.path > $3 and m.path < $4
    order by m.path limit $5`,
});
const LIST_FULL = listStatement(true);
/** Memories in the order of their paths. Parameters: workspace, store, after, before, limit. */
export const LIST = listStatement(false);

/** By path, ascending bytes. */
export async function listMemoryRows(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  filter: MemoriesFilter,
): Promise<MemoryRow[]> {
  return sql.query<MemoryRow>(filter.withContent ? LIST_FULL : LIST, [
    key.workspaceId,
    key.storeId,
    filter.afterPath ?? filter.prefix,
    endOfPrefix(filter.prefix),
    filter.limit,
  ]);
}

/** The first text after everything that starts with `prefix`: "0" is the character after "/". */
const endOfPrefix = (prefix: string): string => `${prefix.slice(0, -1)}0`;

/** A memory, or a directory: then every column but `entryPath` is null. */
export type MemoryEntryRow = { entryPath: string } & (MemoryRow | { id: null });

const NEXT_ENTRY = `(
  select case when position('/' in substr(m.path, length($3) + 1)) > 0
      then $3 || split_part(substr(m.path, length($3) + 1), '/', 1) || '/' else m.path end collate "C" as path,
    position('/' in substr(m.path, length($3) + 1)) > 0 as is_prefix,
    case when position('/' in substr(m.path, length($3) + 1)) > 0 then null else m.id end as id
  from memories m
  where m.store_id = $1 and m.workspace_id = $6 and m.path >= start.after and m.path < $4
  order by m.path limit 1)`;

const childrenStatement = (withContent: boolean): Statement => ({
  name: `memories_children${withContent ? "_full" : ""}`,
  text: `with recursive entries (path, is_prefix, id, step) as (
      (select e.*, 1 from (values ($2::text collate "C")) as start (after), lateral ${NEXT_ENTRY} as e)
      union all
      select e.*, p.step + 1 from entries p,
        lateral (select case when p.is_prefix then left(p.path, -1) || '0' else p.path || chr(1) end as after) as start,
        lateral ${NEXT_ENTRY} as e
      where p.step < $5
    )
    select e.path as "entryPath", ${COLUMNS}${withContent ? ", c.text as content" : ""}
    from entries e left join memories m on m.id = e.id ${withContent ? `left ${JOIN_CONTENT}` : ""}
    order by e.path`,
});
const CHILDREN_FULL = childrenStatement(true);
/** Direct children of a prefix. Parameters: store, start, prefix, end of prefix, limit, workspace. */
export const CHILDREN = childrenStatement(false);

/**
 * Direct children of a prefix, directories as one entry each, by path. A recursive skip scan: each step is one index
 * probe, so a directory of 10,000 memories costs as much as one of one.
 */
export async function listChildEntries(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  filter: MemoriesFilter,
): Promise<MemoryEntryRow[]> {
  return sql.query<MemoryEntryRow>(filter.withContent ? CHILDREN_FULL : CHILDREN, [
    key.storeId,
    startAfter(filter),
    filter.prefix,
    endOfPrefix(filter.prefix),
    filter.limit,
    key.workspaceId,
  ]);
}

/** The least text that may come next: after a rolled-up directory, everything below it is skipped. */
function startAfter({ prefix, afterPath }: Pick<MemoriesFilter, "prefix" | "afterPath">): string {
  if (afterPath === null) return prefix;
  return afterPath.endsWith("/") ? endOfPrefix(afterPath) : `${afterPath}\u0001`;
}

export async function findMemoriesByIds(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  ids: MemoryId[],
  withContent: boolean,
): Promise<MemoryRow[]> {
  return sql.query<MemoryRow>(
    `select ${COLUMNS}${withContent ? ", c.text as content" : ""} from memories m ${withContent ? JOIN_CONTENT : ""}
     where m.workspace_id = $1 and m.store_id = $2 and m.id = any ($3)`,
    [key.workspaceId, key.storeId, ids],
  );
}

/** The nearest of a path and its ancestors at which something lives. */
type NearestPath = { path: string; isMemory: boolean };

/** What a store holds at a path; `nearest` only when there is no memory. */
export type MemoryAtPath = { memory: MemoryRow | null; nearest: NearestPath | null };

/** `above`: the path itself, then its ancestors, nearest first. Null when there is no such store. */
export async function findMemoryAtPath(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId; path: string; above: string[] },
): Promise<MemoryAtPath | null> {
  const [row] = await sql.query<
    (MemoryRow | { id: null }) & { nearestPath: string | null; nearestIsMemory: boolean | null }
  >(
    `select ${COLUMNS}, c.text as content, n.path as "nearestPath", n.is_memory as "nearestIsMemory"
     from memory_stores s
     left join memories m on m.store_id = s.id and m.path = $3
     left join contents c on c.workspace_id = m.workspace_id and c.sha256 = m.content_sha256
     left join lateral (
       select a.path, l.is_memory from unnest($4::text[]) with ordinality as a (path, place),
         lateral (select exists (select from memories f where f.store_id = s.id and f.path = a.path) as is_memory,
           exists (select from memories d where d.store_id = s.id and d.path > a.path || '/' and d.path < a.path || '0')
             as is_directory) as l
       where m.id is null and (l.is_memory or l.is_directory) order by a.place limit 1
     ) as n on true
     where s.workspace_id = $1 and s.id = $2`,
    [key.workspaceId, key.storeId, key.path, key.above],
  );
  if (row === undefined) return null;
  const { nearestPath, nearestIsMemory, ...memory } = row;
  if (memory.id !== null) return { memory, nearest: null };
  return {
    memory: null,
    nearest: nearestPath === null ? null : { path: nearestPath, isMemory: nearestIsMemory === true },
  };
}

/**
 * Takes memories off their paths: the unique index looks at each row while one statement moves them all, so a path that is freed
 * by one row could still be taken when the next one comes. The place is one that no caller can name (paths hold no control
 * characters) and that nobody sees before the transaction ends.
 */
export async function parkRows(tx: Tx, workspaceId: WorkspaceId, ids: MemoryId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query("update memories set path = '/' || chr(1) || id where workspace_id = $1 and id = any ($2)", [
    workspaceId,
    ids,
  ]);
}
