import type { DreamId, MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { MemoryRow } from "@/lib/memories/repository";

/** A memory's file at a moment: what its version of that moment says. Path, hash and size are null once redacted. */
export type StateRow = {
  memoryId: MemoryId;
  versionId: VersionId;
  path: string | null;
  contentSha256: string | null;
  contentBytes: number | null;
  /** When this state came to be. */
  changedAt: Date;
  redacted: boolean;
};

/** A store at a moment; null: as it is now. */
export type Moment = { storeId: StoreId; at: Date | null };

type Slots = { workspace: string; store: string; at: string };

const LATEST = (memory: string, slots: Slots) => `(
  select v.memory_id, v.id, v.path, v.content_sha256, v.content_bytes, v.created_at, v.redacted_at is not null as redacted
  from memory_versions v
  where v.workspace_id = ${slots.workspace} and v.memory_id = ${memory} and v.created_at <= ${slots.at}
  order by v.created_at desc, v.id desc limit 1)`;

/**
 * The tree of a store at a moment, in three parts: memories that have not changed since (their row says it all), memories
 * that have (one index probe each), and memories deleted since (one probe each). No version but the wanted one is read.
 * Memory ids never come back, so a memory is in exactly one part.
 */
const TREE_AT = (slots: Slots) => `(
  select m.id as memory_id, m.head_version_id as version_id, m.path, m.content_sha256, m.content_bytes,
    m.updated_at as changed_at, false as redacted
  from memories m
  where m.workspace_id = ${slots.workspace} and m.store_id = ${slots.store} and m.updated_at <= ${slots.at}
  union all
  select m.id, l.id, l.path, l.content_sha256, l.content_bytes, l.created_at, l.redacted
  from memories m cross join lateral ${LATEST("m.id", slots)} as l
  where m.workspace_id = ${slots.workspace} and m.store_id = ${slots.store}
    and m.updated_at > ${slots.at} and m.created_at <= ${slots.at}
  union all
  select d.memory_id, l.id, l.path, l.content_sha256, l.content_bytes, l.created_at, l.redacted
  from memory_versions d cross join lateral ${LATEST("d.memory_id", slots)} as l
  where d.workspace_id = ${slots.workspace} and d.store_id = ${slots.store}
    and d.operation = 'deleted' and d.created_at > ${slots.at})`;

const TREE_NOW = (slots: Slots) => `(
  select m.id as memory_id, m.head_version_id as version_id, m.path, m.content_sha256, m.content_bytes,
    m.updated_at as changed_at, false as redacted
  from memories m where m.workspace_id = ${slots.workspace} and m.store_id = ${slots.store})`;

/** Adds the moment's parameters to `values` and gives its tree as a subquery. */
function treeOf(workspace: string, moment: Moment, values: unknown[]): string {
  const store = `$${values.push(moment.storeId)}`;
  if (moment.at === null) return TREE_NOW({ workspace, store, at: "" });
  return TREE_AT({ workspace, store, at: `$${values.push(moment.at)}::timestamptz` });
}

const STATE = (alias: string) => `${alias}.memory_id as "memoryId", ${alias}.version_id as "versionId", ${alias}.path,
  ${alias}.content_sha256 as "contentSha256", ${alias}.content_bytes as "contentBytes", ${alias}.changed_at as "changedAt",
  ${alias}.redacted`;

/** `[prefix, end)` of the paths below a prefix that ends with "/": "0" is the character after "/". */
const prefixRange = (prefix: string): [string, string] => [prefix, `${prefix.slice(0, -1)}0`];

export type TreeFilter = {
  /** Ends with "/"; null: everything, redacted states (which have no path) included. */
  pathPrefix: string | null;
  /** States after this one: by path, redacted ones last, those by memory. */
  after: { path: string | null; memoryId: string } | null;
  withContent: boolean;
  limit: number | null;
};

/** The tree of a store at a moment, by path in byte order; redacted states last. */
export async function listTree(
  sql: Sql,
  workspaceId: WorkspaceId,
  moment: Moment,
  filter: TreeFilter,
): Promise<(StateRow & { content?: string | null })[]> {
  const values: unknown[] = [workspaceId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const tree = treeOf("$1", moment, values);
  const where = ["true"];
  if (filter.pathPrefix !== null) {
    const [first, end] = prefixRange(filter.pathPrefix);
    where.push(`t.path >= ${add(first)} and t.path < ${add(end)}`);
  }
  if (filter.after !== null) {
    const memory = add(filter.after.memoryId);
    if (filter.after.path === null) where.push(`t.path is null and t.memory_id > ${memory}`);
    else where.push(`(t.path is null or (t.path, t.memory_id) > (${add(filter.after.path)}, ${memory}))`);
  }
  const page = `select ${STATE("t")} from ${tree} as t where ${where.join(" and ")}
    order by t.path nulls last, t.memory_id limit ${add(filter.limit)}`;
  // Texts are joined to the page, never to the whole tree.
  return sql.query(
    filter.withContent
      ? `select p.*, c.text as content from (${page}) as p
         left join contents c on c.workspace_id = $1 and c.sha256 = p."contentSha256"
         order by p.path nulls last, p."memoryId"`
      : page,
    values,
  );
}

/** Two sides of a file; at least one is there. */
export type Pair = { from: StateRow | null; to: StateRow | null };

type PairRow = { [K in keyof StateRow as `from_${K}` | `to_${K}`]: StateRow[K] | null };

const SIDE = (side: "from" | "to", alias: string) =>
  ["memory_id memoryId", "version_id versionId", "path path", "content_sha256 contentSha256"]
    .concat("content_bytes contentBytes", "changed_at changedAt", "redacted redacted")
    .map((names) => names.split(" "))
    .map(([column, name]) => `${alias}.${column} as "${side}_${name}"`)
    .join(", ");

function sideOf(row: PairRow, side: "from" | "to"): StateRow | null {
  const memoryId = row[`${side}_memoryId`];
  if (memoryId === null) return null;
  return {
    memoryId,
    // The columns of a side are there together: its memory is not null.
    versionId: row[`${side}_versionId`] as VersionId,
    path: row[`${side}_path`],
    contentSha256: row[`${side}_contentSha256`],
    contentBytes: row[`${side}_contentBytes`],
    changedAt: row[`${side}_changedAt`] as Date,
    redacted: row[`${side}_redacted`] as boolean,
  };
}

/**
 * What differs between two trees, in one statement and so of one instant: files of one store are paired by memory, files
 * of two stores by path. Files with equal path and hash are left out.
 */
export async function listDifferences(
  sql: Sql,
  workspaceId: WorkspaceId,
  input: { from: Moment; to: Moment; pathPrefix: string | null },
): Promise<Pair[]> {
  const values: unknown[] = [workspaceId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const [from, to] = [treeOf("$1", input.from, values), treeOf("$1", input.to, values)];
  const key = input.from.storeId === input.to.storeId ? "memory_id" : "path";
  const where = [
    "f.version_id is distinct from t.version_id",
    "((f.path, f.content_sha256) is distinct from (t.path, t.content_sha256) or f.redacted or t.redacted)",
  ];
  if (input.pathPrefix !== null) {
    const [first, end] = prefixRange(input.pathPrefix).map(add);
    where.push(`(f.path >= ${first} and f.path < ${end} or t.path >= ${first} and t.path < ${end})`);
  }
  const rows = await sql.query<PairRow>(
    `select ${SIDE("from", "f")}, ${SIDE("to", "t")} from ${from} as f full join ${to} as t on f.${key} = t.${key}
     where ${where.join(" and ")}`,
    values,
  );
  return rows.map((row) => ({ from: sideOf(row, "from"), to: sideOf(row, "to") }));
}

/** A memory's file at a moment (null: now), or null when there was none: not yet, or deleted. */
export async function findState(
  sql: Sql,
  workspaceId: WorkspaceId,
  input: Moment & { memoryId: MemoryId },
): Promise<StateRow | null> {
  const rows = await sql.query<StateRow & { operation: string }>(
    `select v.memory_id as "memoryId", v.id as "versionId", v.path, v.content_sha256 as "contentSha256",
       v.content_bytes as "contentBytes", v.created_at as "changedAt", v.redacted_at is not null as redacted, v.operation
     from memory_versions v
     where v.workspace_id = $1 and v.store_id = $2 and v.memory_id = $3 and v.created_at <= coalesce($4::timestamptz, 'infinity')
     order by v.created_at desc, v.id desc limit 1`,
    [workspaceId, input.storeId, input.memoryId, input.at],
  );
  const [row] = rows;
  if (row === undefined || row.operation === "deleted") return null;
  const { operation: _, ...state } = row;
  return state;
}

/** The file at a path at a moment, or null. */
export async function findStateByPath(
  sql: Sql,
  workspaceId: WorkspaceId,
  moment: Moment,
  path: string,
): Promise<StateRow | null> {
  const values: unknown[] = [workspaceId];
  const tree = treeOf("$1", moment, values);
  const rows = await sql.query<StateRow>(
    `select ${STATE("t")} from ${tree} as t where t.path = $${values.push(path)}`,
    values,
  );
  return rows[0] ?? null;
}

export type BlameRow = {
  id: VersionId;
  createdAt: Date;
  contentSha256: string | null;
  actorType: string | null;
  actorId: string | null;
  dreamId: DreamId | null;
  redacted: boolean;
  content: string | null;
};

/** Versions of a memory with their texts, newest first, from `from` (which is included). */
export async function listBlameRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  input: { storeId: StoreId; memoryId: MemoryId; from: { createdAt: Date; id: string }; limit: number },
): Promise<BlameRow[]> {
  return sql.query<BlameRow>(
    `select v.id, v.created_at as "createdAt", v.content_sha256 as "contentSha256", v.actor_type as "actorType",
       v.actor_id as "actorId", v.dream_id as "dreamId", v.redacted_at is not null as redacted, c.text as content
     from memory_versions v left join contents c on c.workspace_id = v.workspace_id and c.sha256 = v.content_sha256
     where v.workspace_id = $1 and v.store_id = $2 and v.memory_id = $3 and (v.created_at, v.id) <= ($4, $5)
     order by v.created_at desc, v.id desc limit $6`,
    [workspaceId, input.storeId, input.memoryId, input.from.createdAt, input.from.id, input.limit],
  );
}

/** The memories without their texts, rows locked until the transaction ends. */
export async function lockRows(
  tx: Tx,
  workspaceId: WorkspaceId,
  input: { storeId: StoreId; memoryIds: MemoryId[] },
): Promise<Map<MemoryId, MemoryRow>> {
  const rows = await tx.query<MemoryRow>(
    `select id, workspace_id as "workspaceId", store_id as "storeId", path, head_version_id as "headVersionId",
       content_sha256 as "contentSha256", content_bytes as "contentBytes", created_at as "createdAt",
       updated_at as "updatedAt"
     from memories where workspace_id = $1 and store_id = $2 and id = any ($3) order by id for update`,
    [workspaceId, input.storeId, input.memoryIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** When the store's tree or the content of a live memory was last changed. */
export async function findLastChange(tx: Tx, workspaceId: WorkspaceId, storeId: StoreId): Promise<Date> {
  const rows = await tx.query<{ at: Date }>(
    `select greatest(s.tree_changed_at, (select max(m.updated_at) from memories m where m.store_id = s.id)) as at
     from memory_stores s where s.workspace_id = $1 and s.id = $2`,
    [workspaceId, storeId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`store ${storeId} went although it is locked`);
  return row.at;
}
