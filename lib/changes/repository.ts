import type { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { ChangeOperation } from "./schema";

export type ChangeRow = {
  sequence: number;
  operation: ChangeOperation;
  memoryId: MemoryId;
  versionId: VersionId;
  path: string | null;
  contentSha256: string | null;
  contentBytes: number | null;
  /** When and by whom the change was made; for `redacted`, the redaction. */
  createdAt: Date;
  actorType: string | null;
  actorId: string | null;
  /** Null unless it was asked for. */
  content: string | null;
};

const HAS_ARRIVED = {
  name: "changes_has_arrived",
  text: "select coalesce(min(sequence) < 0, false) as arrived from memory_changes where store_id = $1",
};

/**
 * Whether changes wait for their number: one probe of the primary key. An `exists` with a range says the same, but while
 * statistics lag behind a backlog that was just numbered it may read the whole table.
 */
export async function hasArrivedRows(sql: Sql, storeId: StoreId): Promise<boolean> {
  return (await sql.query<{ arrived: boolean }>(HAS_ARRIVED, [storeId]))[0]?.arrived ?? false;
}

const HAS_NEWS = {
  name: "changes_has_news",
  text: `select coalesce(max(sequence) > $2::bigint or min(sequence) < 0, false) as news
    from memory_changes where store_id = $1`,
};

/** Whether there is a change after `after`, numbered or not: two probes of the primary key. */
export async function hasNewsRows(sql: Sql, storeId: StoreId, after: number): Promise<boolean> {
  return (await sql.query<{ news: boolean }>(HAS_NEWS, [storeId, after]))[0]?.news ?? false;
}

/** First key of the advisory locks that guard numbering; the second is the store's hash. "CHNG" in ASCII. */
const NUMBERING_LOCK = 0x43484e47;

/**
 * Waits until no one else numbers changes of the store; until the transaction ends no one will. The planner is kept from
 * scanning the whole table, from sorting a whole backlog in every pass (a bitmap has no order), and from joining row by
 * row: statistics do not know how many rows arrived or were numbered since they were made, and a wrong guess costs seconds.
 */
export async function lockNumbering(tx: Tx, storeId: StoreId): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock($1::int, hashtext($2)), set_config('enable_seqscan', 'off', true),
       set_config('enable_nestloop', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
    [NUMBERING_LOCK, storeId],
  );
}

/**
 * Gives the next numbers to at most `limit` changes, in the order in which they arrived. The range holds the same rows as
 * the join: it keeps the scan from walking over everything that is numbered.
 */
export async function numberArrivedRows(tx: Tx, storeId: StoreId, limit: number): Promise<void> {
  await tx.query(
    `with arrived as materialized (
       select a.sequence, row_number() over (order by a.sequence desc) as place
       from (select sequence from memory_changes where store_id = $1 and sequence < 0
             order by sequence desc limit $2) as a
     )
     update memory_changes c
     set sequence = (select greatest(max(sequence), 0) from memory_changes where store_id = $1) + arrived.place
     from arrived
     where c.store_id = $1 and c.sequence = arrived.sequence
       and c.sequence between (select min(sequence) from arrived) and (select max(sequence) from arrived)`,
    [storeId, limit],
  );
}

/** Numbered changes after `after`, ascending. */
export async function listChangeRows(
  sql: Sql,
  storeId: StoreId,
  filter: { after: number; limit: number; withContent: boolean },
): Promise<ChangeRow[]> {
  const content = filter.withContent ? "t.text" : "null::text";
  const join = filter.withContent
    ? "left join contents t on t.workspace_id = v.workspace_id and t.sha256 = v.content_sha256"
    : "";
  return sql.query<ChangeRow>(
    `select c.sequence::float8 as sequence, c.operation, v.memory_id as "memoryId", v.id as "versionId", v.path,
       v.content_sha256 as "contentSha256", v.content_bytes as "contentBytes",
       case c.operation when 'redacted' then v.redacted_at else v.created_at end as "createdAt",
       case c.operation when 'redacted' then v.redacted_actor_type else v.actor_type end as "actorType",
       case c.operation when 'redacted' then v.redacted_actor_id else v.actor_id end as "actorId",
       ${content} as content
     from (select sequence, operation, version_id from memory_changes
           where store_id = $1 and sequence > $2 order by sequence limit $3) as c
     join memory_versions v on v.id = c.version_id ${join}
     order by c.sequence`,
    [storeId, Math.max(filter.after, 0), filter.limit],
  );
}
