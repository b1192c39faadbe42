import type { Actor } from "@/lib/core/actor";
import type { DreamId, MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { VersionOperation } from "./schema";

export type VersionRow = {
  id: VersionId;
  workspaceId: WorkspaceId;
  storeId: StoreId;
  memoryId: MemoryId;
  operation: VersionOperation;
  path: string | null;
  contentSha256: string | null;
  contentBytes: number | null;
  baseSha256: string | null;
  createdAt: Date;
  actorType: string | null;
  actorId: string | null;
  dreamId: DreamId | null;
  redactedAt: Date | null;
  redactedActorType: string | null;
  redactedActorId: string | null;
  /** Undefined when it was not asked for. */
  content?: string | null | undefined;
};

export type NewVersionRow = Omit<
  VersionRow,
  "redactedAt" | "redactedActorType" | "redactedActorId" | "content" | "actorType" | "actorId"
> & { actorType: string; actorId: string };

const COLUMNS = `v.id, v.workspace_id as "workspaceId", v.store_id as "storeId", v.memory_id as "memoryId", v.operation, v.path,
  v.content_sha256 as "contentSha256", v.content_bytes as "contentBytes", v.base_sha256 as "baseSha256",
  v.created_at as "createdAt", v.actor_type as "actorType", v.actor_id as "actorId", v.dream_id as "dreamId",
  v.redacted_at as "redactedAt", v.redacted_actor_type as "redactedActorType", v.redacted_actor_id as "redactedActorId"`;
const JOIN_CONTENT = "left join contents c on c.workspace_id = v.workspace_id and c.sha256 = v.content_sha256";

export async function insertVersions(tx: Tx, rows: NewVersionRow[]): Promise<void> {
  await tx.query(
    {
      name: "versions_insert",
      text: `insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes,
       base_sha256, created_at, actor_type, actor_id, dream_id)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
       $9::text[], $10::timestamptz[], $11::text[], $12::text[], $13::text[])`,
    },
    [
      rows.map((row) => row.id),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.storeId),
      rows.map((row) => row.memoryId),
      rows.map((row) => row.operation),
      rows.map((row) => row.path),
      rows.map((row) => row.contentSha256),
      rows.map((row) => row.contentBytes),
      rows.map((row) => row.baseSha256),
      rows.map((row) => row.createdAt),
      rows.map((row) => row.actorType),
      rows.map((row) => row.actorId),
      rows.map((row) => row.dreamId),
    ],
  );
}

export async function findVersion(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId; id: VersionId },
): Promise<VersionRow | null> {
  const rows = await sql.query<VersionRow>(
    `select ${COLUMNS}, c.text as content from memory_versions v ${JOIN_CONTENT}
     where v.workspace_id = $1 and v.store_id = $2 and v.id = $3`,
    [key.workspaceId, key.storeId, key.id],
  );
  return rows[0] ?? null;
}

/** With their contents, in any order. */
export async function findVersionsByIds(sql: Sql, workspaceId: WorkspaceId, ids: VersionId[]): Promise<VersionRow[]> {
  return sql.query<VersionRow>(
    `select ${COLUMNS}, c.text as content from memory_versions v ${JOIN_CONTENT}
     where v.workspace_id = $1 and v.id = any ($2)`,
    [workspaceId, ids],
  );
}

export type VersionsFilter = {
  memoryId: string | null;
  operation: VersionOperation | null;
  /** Exact actor; each given one has to match. */
  actors: { type: string; id: string }[];
  createdFrom: Date | null;
  createdTo: Date | null;
  after: { createdAt: Date; id: string } | null;
  withContent: boolean;
  limit: number;
};

/** Those of the ids that a memory of the store has or ever had, in any order. */
export async function findMemoryIds(sql: Sql, storeId: StoreId, ids: MemoryId[]): Promise<MemoryId[]> {
  const rows = await sql.query<{ id: MemoryId }>(
    `select w.id from unnest($2::text[]) as w (id)
     where exists (select from memory_versions v where v.memory_id = w.id and v.store_id = $1)`,
    [storeId, ids],
  );
  return rows.map(({ id }) => id);
}

/** Newest first, ties by id descending. */
export async function listVersionRows(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  filter: VersionsFilter,
): Promise<VersionRow[]> {
  const values: unknown[] = [key.workspaceId, key.storeId];
  const where = ["v.workspace_id = $1", "v.store_id = $2"];
  const add = (condition: (...slots: string[]) => string, ...parameters: unknown[]) => {
    const slots = parameters.map((parameter) => `$${values.push(parameter)}`);
    where.push(condition(...slots));
  };
  if (filter.memoryId !== null) add((slot) => `v.memory_id = ${slot}`, filter.memoryId);
  if (filter.operation !== null) add((slot) => `v.operation = ${slot}`, filter.operation);
  for (const actor of filter.actors) {
    add((type, id) => `v.actor_type = ${type} and v.actor_id = ${id}`, actor.type, actor.id);
  }
  if (filter.createdFrom !== null) add((slot) => `v.created_at >= ${slot}`, filter.createdFrom);
  if (filter.createdTo !== null) add((slot) => `v.created_at <= ${slot}`, filter.createdTo);
  if (filter.after !== null) {
    add((at, id) => `(v.created_at, v.id) < (${at}, ${id})`, filter.after.createdAt, filter.after.id);
  }
  return sql.query<VersionRow>(
    `select ${COLUMNS}${filter.withContent ? ", c.text as content" : ""}
     from memory_versions v ${filter.withContent ? JOIN_CONTENT : ""}
     where ${where.join(" and ")} order by v.created_at desc, v.id desc limit $${values.push(filter.limit)}`,
    values,
  );
}

/** What a version held before it was redacted. */
export type RedactedVersion = Pick<VersionRow, "id" | "storeId" | "memoryId" | "path" | "contentSha256">;

/** In no order; versions that were redacted before are left out. */
export async function redactVersionRows(
  tx: Tx,
  workspaceId: WorkspaceId,
  ids: VersionId[],
  by: { at: Date; actor: Actor },
): Promise<RedactedVersion[]> {
  return tx.query<RedactedVersion>(
    `with held as (
       select id, path, content_sha256 from memory_versions
       where workspace_id = $1 and id = any ($2) and redacted_at is null order by id for update)
     update memory_versions v set path = null, content_sha256 = null, content_bytes = null, redacted_at = $3,
       redacted_actor_type = $4, redacted_actor_id = $5
     from held where v.id = held.id
     returning v.id, v.store_id as "storeId", v.memory_id as "memoryId", held.path, held.content_sha256 as "contentSha256"`,
    [workspaceId, ids, by.at, by.actor.type, by.actor.id],
  );
}

/** Forgets on which text later versions were made, where no version of the memory shows that text any more. */
export async function clearBaseHashes(
  tx: Tx,
  redacted: Pick<RedactedVersion, "memoryId" | "contentSha256">[],
): Promise<void> {
  await tx.query(
    `update memory_versions v set base_sha256 = null
     from (select distinct * from unnest($1::text[], $2::text[]) as r (memory_id, sha256)) as gone
     where v.memory_id = gone.memory_id and v.base_sha256 = gone.sha256
       and not exists (
         select from memory_versions k where k.memory_id = gone.memory_id and k.content_sha256 = gone.sha256)`,
    [redacted.map((version) => version.memoryId), redacted.map((version) => version.contentSha256)],
  );
}

export async function findVersionHashes(
  sql: Sql,
  workspaceId: WorkspaceId,
  ids: VersionId[],
): Promise<Pick<VersionRow, "id" | "contentSha256">[]> {
  return sql.query<Pick<VersionRow, "id" | "contentSha256">>(
    `select id, content_sha256 as "contentSha256" from memory_versions where workspace_id = $1 and id = any ($2)`,
    [workspaceId, ids],
  );
}
