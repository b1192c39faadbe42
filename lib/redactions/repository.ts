import type { Actor } from "@/lib/core/actor";
import type { DreamId, RedactionId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { ItemKind, RedactionStatus } from "./schema";

export type RedactionRow = {
  id: RedactionId;
  workspaceId: WorkspaceId;
  status: RedactionStatus;
  findType: "literal" | "memory_version_ids";
  findText: string | null;
  findHashes: string[];
  versionIds: VersionId[];
  replacement: string | null;
  rewriteHeads: boolean;
  salt: string;
  findHmac: string;
  findChars: number | null;
  itemCount: number;
  passes: number;
  errorMessage: string | null;
  actorType: Actor["type"];
  actorId: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** With its items counted by kind. */
export type CountedRedactionRow = RedactionRow & { counts: Partial<Record<ItemKind, number>> };

export type NewRedactionRow = Pick<
  RedactionRow,
  | "id"
  | "workspaceId"
  | "findType"
  | "findText"
  | "findHashes"
  | "versionIds"
  | "replacement"
  | "rewriteHeads"
  | "salt"
  | "findHmac"
  | "findChars"
  | "actorType"
  | "actorId"
  | "createdAt"
>;

export type ItemRow = {
  position: number;
  kind: ItemKind;
  objectId: string | null;
  parentId: string | null;
  hmacBefore: string;
  sha256After: string | null;
  versionId: VersionId | null;
  createdAt: Date;
};

const COLUMNS = `r.id, r.workspace_id as "workspaceId", r.status, r.find_type as "findType", r.find_text as "findText",
  r.find_hashes as "findHashes", r.version_ids as "versionIds", r.replacement, r.rewrite_heads as "rewriteHeads", r.salt,
  r.find_hmac as "findHmac", r.find_chars as "findChars", r.item_count as "itemCount", r.passes,
  r.error_message as "errorMessage", r.actor_type as "actorType", r.actor_id as "actorId", r.created_at as "createdAt",
  r.started_at as "startedAt", r.ended_at as "endedAt"`;
const COUNTS = `(select coalesce(json_object_agg(k.kind, k.count), '{}') from (
    select i.kind, count(*)::int as count from redaction_items i where i.redaction_id = r.id group by i.kind) as k) as counts`;

export async function insertRedaction(tx: Tx, row: NewRedactionRow): Promise<void> {
  await tx.query(
    `insert into redactions (id, workspace_id, status, find_type, find_text, find_hashes, version_ids, replacement,
       rewrite_heads, salt, find_hmac, find_chars, actor_type, actor_id, created_at)
     values ($1, $2, 'pending', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      row.id,
      row.workspaceId,
      row.findType,
      row.findText,
      row.findHashes,
      row.versionIds,
      row.replacement,
      row.rewriteHeads,
      row.salt,
      row.findHmac,
      row.findChars,
      row.actorType,
      row.actorId,
      row.createdAt,
    ],
  );
}

export async function findRedaction(
  sql: Sql,
  key: { workspaceId: WorkspaceId; id: RedactionId },
): Promise<CountedRedactionRow | null> {
  const rows = await sql.query<CountedRedactionRow>(
    `select ${COLUMNS}, ${COUNTS} from redactions r where r.workspace_id = $1 and r.id = $2`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** For the worker, which acts for whichever workspace the redaction belongs to. */
export async function findRedactionById(sql: Sql, id: RedactionId): Promise<RedactionRow | null> {
  return (await sql.query<RedactionRow>(`select ${COLUMNS} from redactions r where r.id = $1`, [id]))[0] ?? null;
}

/** Newest first. */
export async function listRedactionRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<CountedRedactionRow[]> {
  return sql.query<CountedRedactionRow>(
    `select ${COLUMNS}, ${COUNTS} from redactions r
     where r.workspace_id = $1 and ($2::timestamptz is null or (r.created_at, r.id) < ($2, $3))
     order by r.created_at desc, r.id desc limit $4`,
    [workspaceId, filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** Of every workspace, oldest first. */
export async function listUnfinishedRedactions(sql: Sql, limit: number): Promise<RedactionId[]> {
  const rows = await sql.query<{ id: RedactionId }>(
    "select id from redactions where ended_at is null order by created_at limit $1",
    [limit],
  );
  return rows.map((row) => row.id);
}

export async function startRedactionRow(sql: Sql, id: RedactionId, at: Date): Promise<void> {
  await sql.query(
    "update redactions set status = 'running', started_at = coalesce(started_at, $2) where id = $1 and ended_at is null",
    [id, at],
  );
}

export async function countPass(sql: Sql, id: RedactionId): Promise<void> {
  await sql.query("update redactions set passes = passes + 1 where id = $1", [id]);
}

/** Ends redactions and forgets what was searched for, in one statement. One that has ended stays as it is. */
export async function endRedactionRows(
  sql: Sql,
  ids: RedactionId[],
  end: { status: "completed" | "failed"; errorMessage: string | null; at: Date },
): Promise<void> {
  await sql.query(
    `update redactions set status = $2, error_message = $3, ended_at = $4, find_text = null, find_hashes = '{}',
       replacement = null
     where id = any ($1) and ended_at is null`,
    [ids, end.status, end.errorMessage, end.at],
  );
}

/** Adds items to the receipt; the row's update makes writers of one receipt take turns. */
export async function insertItems(tx: Tx, id: RedactionId, items: Omit<ItemRow, "position">[]): Promise<void> {
  if (items.length === 0) return;
  await tx.query(
    `with counted as (
       update redactions set item_count = item_count + $2 where id = $1 returning item_count - $2 as before)
     insert into redaction_items (redaction_id, position, kind, object_id, parent_id, hmac_before, sha256_after,
       version_id, created_at)
     select $1, counted.before + n.place, n.kind, n.object_id, n.parent_id, n.hmac, n.sha256, n.version_id, n.at
     from counted, unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
       with ordinality as n (kind, object_id, parent_id, hmac, sha256, version_id, at, place)`,
    [
      id,
      items.length,
      items.map((item) => item.kind),
      items.map((item) => item.objectId),
      items.map((item) => item.parentId),
      items.map((item) => item.hmacBefore),
      items.map((item) => item.sha256After),
      items.map((item) => item.versionId),
      items.map((item) => item.createdAt),
    ],
  );
}

export async function listItemRows(
  sql: Sql,
  id: RedactionId,
  filter: { afterPosition: number; limit: number },
): Promise<ItemRow[]> {
  return sql.query<ItemRow>(
    `select position, kind, object_id as "objectId", parent_id as "parentId", hmac_before as "hmacBefore",
       sha256_after as "sha256After", version_id as "versionId", created_at as "createdAt"
     from redaction_items where redaction_id = $1 and position > $2 order by position limit $3`,
    [id, filter.afterPosition, filter.limit],
  );
}

export async function listRunningDreamIds(sql: Sql, workspaceId: WorkspaceId): Promise<DreamId[]> {
  const rows = await sql.query<{ id: DreamId }>(
    "select id from dreams where workspace_id = $1 and status = 'running'",
    [workspaceId],
  );
  return rows.map((row) => row.id);
}

/**
 * Outside of a transaction. The table of the searched texts is rewritten whole, for it is small and its pages keep old
 * bytes otherwise. Tables that are in use or belong to another role are passed over by Postgres itself.
 */
export async function vacuum(sql: Sql, tables: string[]): Promise<void> {
  await sql.query("vacuum (full, analyze, skip_locked) redactions");
  await sql.query(`vacuum (analyze, skip_locked) ${tables.join(", ")}`);
  await sql.query("vacuum (skip_locked) pg_catalog.pg_statistic");
}
