import type { DreamId, FindingId, RejectionId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { FindingKind } from "./schema";

export type RejectionRow = {
  id: RejectionId;
  workspaceId: WorkspaceId;
  storeId: StoreId;
  fingerprint: string;
  kind: FindingKind;
  rationale: string;
  eventIds: string[];
  reason: string | null;
  dreamId: DreamId;
  findingId: FindingId;
  actorType: string;
  actorId: string;
  createdAt: Date;
  revokedAt: Date | null;
};

const COLUMNS = `id, workspace_id as "workspaceId", store_id as "storeId", fingerprint, kind, rationale,
  event_ids as "eventIds", reason, dream_id as "dreamId", finding_id as "findingId", actor_type as "actorType",
  actor_id as "actorId", created_at as "createdAt", revoked_at as "revokedAt"`;

/** Adds rejections; one that stands already learns the new events and the newest reason. */
export async function upsertRejections(tx: Tx, rows: RejectionRow[]): Promise<void> {
  for (const row of rows) {
    await tx.query(
      `insert into finding_rejections (id, workspace_id, store_id, fingerprint, kind, rationale, event_ids, reason,
         dream_id, finding_id, actor_type, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (store_id, fingerprint) where revoked_at is null do update set
         event_ids = array(select distinct unnest(finding_rejections.event_ids || excluded.event_ids) order by 1),
         reason = coalesce(excluded.reason, finding_rejections.reason)`,
      [
        row.id,
        row.workspaceId,
        row.storeId,
        row.fingerprint,
        row.kind,
        row.rationale,
        row.eventIds,
        row.reason,
        row.dreamId,
        row.findingId,
        row.actorType,
        row.actorId,
        row.createdAt,
      ],
    );
  }
}

export async function listStandingRejections(
  sql: Sql,
  workspaceId: WorkspaceId,
  storeId: StoreId,
): Promise<RejectionRow[]> {
  return sql.query<RejectionRow>(
    `select ${COLUMNS} from finding_rejections where workspace_id = $1 and store_id = $2 and revoked_at is null
     order by created_at desc, id desc`,
    [workspaceId, storeId],
  );
}

/** Newest first, from behind `after`. */
export async function pageStandingRejections(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
  { after, limit }: { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<RejectionRow[]> {
  return sql.query<RejectionRow>(
    `select ${COLUMNS} from finding_rejections where workspace_id = $1 and store_id = $2 and revoked_at is null
       and ($3::timestamptz is null or (created_at, id) < ($3, $4))
     order by created_at desc, id desc limit $5`,
    [key.workspaceId, key.storeId, after?.createdAt ?? null, after?.id ?? null, limit],
  );
}

export async function revokeRejectionRow(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId; id: RejectionId },
  at: Date,
): Promise<RejectionRow | null> {
  const rows = await sql.query<RejectionRow>(
    `update finding_rejections set revoked_at = coalesce(revoked_at, $4)
     where workspace_id = $1 and store_id = $2 and id = $3 returning ${COLUMNS}`,
    [key.workspaceId, key.storeId, key.id, at],
  );
  return rows[0] ?? null;
}
