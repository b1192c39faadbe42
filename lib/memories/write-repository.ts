import type { Actor } from "@/lib/core/actor";
import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import { type Database, type Statement, type Tx, writeStatement } from "@/lib/db/database";
import { type MemoryRow, REVIEWS_WRITES } from "./repository";

/** A text with its hash and its UTF-8 length. */
type Content = { text: string; sha256: string; bytes: number };

type Written = { workspaceId: WorkspaceId; storeId: StoreId; versionId: VersionId; at: Date; actor: Actor };

/** What the writes of one memory have in common: the text and its version, if the decision is to write. */
const putContent = (text: string, sha256: string, bytes: string) => `content as (
    insert into contents (workspace_id, sha256, bytes, text)
    select $1, ${sha256}, ${bytes}, ${text} from decided d where d.outcome = 'written'
    on conflict do nothing
  )`;

/** Whether the store `s` has the actor's writes wait for a person. */
const WAITS = (actorType: string) => `(${actorType} <> 'user_actor' and ${REVIEWS_WRITES})`;

/**
 * A content update of contract 3.5 in one round trip: locks the row, decides, writes text, version and memory. The row
 * that a lock waited for is read as it is then, so of two writers with one hash exactly one wins. It looks at hashes, not
 * at texts: a join of the texts would be dropped when the row changed while it waited.
 * Parameters: workspace, store, memory, text, hash, bytes, expected hash or null, time, version, actor type, actor id.
 */
export const UPDATE_CONTENT: Statement = {
  name: "memories_update_content",
  text: `with target as (
    select m.* from memories m where m.workspace_id = $1 and m.store_id = $2 and m.id = $3 for update
  ), decided as (
    select t.*, greatest($8::timestamptz, t.updated_at + interval '1 millisecond') as at,
      case when s.archived_at is not null then 'archived'
        when ${WAITS("$10")} then 'review'
        when t.content_sha256 = $5 then 'unchanged'
        when t.content_sha256 <> $7::text then 'changed'
        else 'written' end as outcome
    from target t join memory_stores s on s.id = t.store_id
  ), ${putContent("$4::text", "$5::text", "$6::int")}, version as (
    insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes,
      base_sha256, created_at, actor_type, actor_id)
    select $9, $1, $2, d.id, 'modified', d.path, $5, $6, d.content_sha256, d.at, $10, $11
    from decided d where d.outcome = 'written'
  ), written as (
    update memories m set head_version_id = $9, content_sha256 = $5, content_bytes = $6, updated_at = d.at
    from decided d where d.outcome = 'written' and m.id = d.id
  )
  select d.outcome, d.path, d.head_version_id as "headVersionId", d.created_at as "createdAt",
    case d.outcome when 'written' then d.at else d.updated_at end as "updatedAt"
  from decided d`,
};

export type UpdateOutcome = {
  /** `review`: nothing is written, for it has to wait for a person. */
  outcome: "archived" | "review" | "unchanged" | "changed" | "written";
  path: string;
  /** Before the update. */
  headVersionId: VersionId;
  createdAt: Date;
  /** Afterwards. */
  updatedAt: Date;
};

export type ContentUpdate = Written & { memoryId: MemoryId; content: Content; expectedSha256: string | null };

/** @returns null when the memory is not in the store */
export async function updateContentRow(db: Database, input: ContentUpdate): Promise<UpdateOutcome | null> {
  const rows = await writeStatement<UpdateOutcome>(db, UPDATE_CONTENT, [
    input.workspaceId,
    input.storeId,
    input.memoryId,
    input.content.text,
    input.content.sha256,
    input.content.bytes,
    input.expectedSha256,
    input.at,
    input.versionId,
    input.actor.type,
    input.actor.id,
  ]);
  return rows[0] ?? null;
}

/**
 * A create in one round trip, in the order of checks of contract 3.6. The store's row is locked, so creates take turns and
 * the count and the time of the tree are exact. What stands in the way is looked up as of the statement's start; a writer
 * that came in between is stopped by the unique index or by the tree's trigger, which see what it committed.
 * Parameters: workspace, store, path, ancestors, memories at most, text, hash, bytes, time, memory, version, actor type,
 * actor id.
 */
export const CREATE: Statement = {
  name: "memories_create",
  text: `with store as (
    select s.id, s.archived_at, s.memory_count, s.tree_changed_at
    from memory_stores s where s.workspace_id = $1 and s.id = $2 for no key update
  ), blocker as (
    select b.id, b.path from (
      (select m.id, m.path, 0 as rank from memories m where m.store_id = $2 and m.path = $3)
      union all
      (select m.id, m.path, 1 from memories m where m.store_id = $2 and m.path = any ($4::text[])
       order by octet_length(m.path) desc limit 1)
      union all
      (select m.id, m.path, 2 from memories m where m.store_id = $2 and m.path > $3 || '/' and m.path < $3 || '0'
       order by m.path limit 1)
    ) as b order by b.rank limit 1
  ), decided as (
    select greatest($9::timestamptz, s.tree_changed_at + interval '1 millisecond') as at,
      b.id as blocker_id, b.path as blocker_path,
      case when s.archived_at is not null then 'archived'
        when b.id is not null then 'blocked'
        when s.memory_count >= $5::int then 'full'
        when ${WAITS("$12")} then 'review'
        else 'written' end as outcome
    from store s left join blocker b on true
  ), ${putContent("$6::text", "$7::text", "$8::int")}, version as (
    insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes,
      created_at, actor_type, actor_id)
    select $11, $1, $2, $10, 'created', $3, $7, $8, d.at, $12, $13 from decided d where d.outcome = 'written'
  ), written as (
    insert into memories (id, workspace_id, store_id, path, head_version_id, content_sha256, content_bytes, created_at,
      updated_at)
    select $10, $1, $2, $3, $11, $7, $8, d.at, d.at from decided d where d.outcome = 'written'
  )
  select d.outcome, d.at, d.blocker_id as "blockerId", d.blocker_path as "blockerPath" from decided d`,
};

export type CreateOutcome = {
  /** `review`: nothing is written, for it has to wait for a person. */
  outcome: "archived" | "blocked" | "full" | "review" | "written";
  at: Date;
  /** Null unless blocked. */
  blockerId: MemoryId | null;
  blockerPath: string | null;
};

/** @returns null when there is no such store */
export async function createMemoryRow(
  db: Database,
  input: Written & {
    memoryId: MemoryId;
    path: string;
    ancestors: string[];
    content: Content;
    memoriesPerStoreMax: number;
  },
): Promise<CreateOutcome | null> {
  const rows = await writeStatement<CreateOutcome>(db, CREATE, [
    input.workspaceId,
    input.storeId,
    input.path,
    input.ancestors,
    input.memoriesPerStoreMax,
    input.content.text,
    input.content.sha256,
    input.content.bytes,
    input.at,
    input.memoryId,
    input.versionId,
    input.actor.type,
    input.actor.id,
  ]);
  return rows[0] ?? null;
}

/**
 * New memories of one store with a `created` version each, all by one actor at one time, in one statement: what they have
 * in common is sent once. 10,000 copies took 1.1 s of processor time as two statements of whole rows, 0.8 s as this; of
 * that, half are the checks of foreign keys, 6 to 9 us each. Reading the source's rows in the same statement, or making
 * the ids there too, was not faster.
 */
export async function insertCopies(
  tx: Tx,
  input: Omit<Written, "versionId"> & { rows: Pick<MemoryRow, CopiedColumn>[] },
): Promise<void> {
  const { rows } = input;
  await tx.query(
    `with copy as materialized (
       select * from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::int[]) as c (id, head, path, sha256, bytes)
     ), version as (
       insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256,
         content_bytes, created_at, actor_type, actor_id)
       select c.head, $1, $2, c.id, 'created', c.path, c.sha256, c.bytes, $3, $4, $5 from copy c
     )
     insert into memories (id, workspace_id, store_id, path, head_version_id, content_sha256, content_bytes, created_at,
       updated_at)
     select c.id, $1, $2, c.path, c.head, c.sha256, c.bytes, $3, $3 from copy c`,
    [
      input.workspaceId,
      input.storeId,
      input.at,
      input.actor.type,
      input.actor.id,
      rows.map((row) => row.id),
      rows.map((row) => row.headVersionId),
      rows.map((row) => row.path),
      rows.map((row) => row.contentSha256),
      rows.map((row) => row.contentBytes),
    ],
  );
}

type CopiedColumn = "id" | "headVersionId" | "path" | "contentSha256" | "contentBytes";
