import type { DreamId, SessionId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { FindingKind } from "@/lib/proposals/schema";
import type { PolicyReview } from "./schema";

export type PolicyRow = {
  storeId: StoreId;
  workspaceId: WorkspaceId;
  review: PolicyReview;
  kinds: FindingKind[];
  adoptedUnchangedMin: number;
  reviewsWrites: boolean;
  offReason: string | null;
  actorType: string;
  actorId: string;
  updatedAt: Date;
};

export type StoreKey = { workspaceId: WorkspaceId; storeId: StoreId };

const SELECT = `select store_id as "storeId", workspace_id as "workspaceId", review, kinds,
  adopted_unchanged_min as "adoptedUnchangedMin", reviews_writes as "reviewsWrites", off_reason as "offReason", actor_type as "actorType",
  actor_id as "actorId", updated_at as "updatedAt"
  from store_policies where workspace_id = $1 and store_id = $2`;

export async function findPolicy(sql: Sql, key: StoreKey): Promise<PolicyRow | null> {
  return (await sql.query<PolicyRow>(SELECT, [key.workspaceId, key.storeId]))[0] ?? null;
}

/** The policy, which cannot change until the transaction ends. */
export async function holdPolicyRow(tx: Tx, key: StoreKey): Promise<PolicyRow | null> {
  return (await tx.query<PolicyRow>(`${SELECT} for share`, [key.workspaceId, key.storeId]))[0] ?? null;
}

export async function upsertPolicy(tx: Tx, row: PolicyRow): Promise<void> {
  await tx.query(
    `insert into store_policies (store_id, workspace_id, review, kinds, adopted_unchanged_min, off_reason, actor_type,
       actor_id, updated_at, reviews_writes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (store_id) do update set review = excluded.review, kinds = excluded.kinds,
       adopted_unchanged_min = excluded.adopted_unchanged_min, off_reason = excluded.off_reason,
       actor_type = excluded.actor_type, actor_id = excluded.actor_id, updated_at = excluded.updated_at,
       reviews_writes = excluded.reviews_writes`,
    [
      row.storeId,
      row.workspaceId,
      row.review,
      row.kinds,
      row.adoptedUnchangedMin,
      row.offReason,
      row.actorType,
      row.actorId,
      row.updatedAt,
      row.reviewsWrites,
    ],
  );
}

export async function findReviewsWrites(sql: Sql, key: StoreKey): Promise<boolean> {
  const rows = await sql.query(
    {
      name: "policies_reviews_writes",
      text: "select from store_policies where workspace_id = $1 and store_id = $2 and reviews_writes",
    },
    [key.workspaceId, key.storeId],
  );
  return rows.length > 0;
}

type SwitchOffRow = StoreKey & Pick<PolicyRow, "offReason" | "actorType" | "actorId" | "updatedAt">;

/** Does nothing unless the store adopts by itself. */
export async function switchOffRow(tx: Tx, row: SwitchOffRow): Promise<void> {
  await tx.query(
    `update store_policies set review = 'review_required', off_reason = $3, actor_type = $4, actor_id = $5, updated_at = $6
     where workspace_id = $1 and store_id = $2 and review = 'auto_adopt'`,
    [row.workspaceId, row.storeId, row.offReason, row.actorType, row.actorId, row.updatedAt],
  );
}

export type AdoptableDream = {
  id: DreamId;
  workspaceId: WorkspaceId;
  storeId: StoreId;
  sessionId: SessionId | null;
  proposalSha256: string;
  /** When the snapshot was taken. */
  takenAt: Date;
};

/**
 * The dream when it waits over a store that adopts by itself and was never adopted so before. For the worker, which acts for
 * whichever workspace the dream belongs to.
 */
export async function findAdoptableDream(sql: Sql, dreamId: DreamId): Promise<AdoptableDream | null> {
  const rows = await sql.query<AdoptableDream>(
    `select d.id, d.workspace_id as "workspaceId", d.store_id as "storeId", d.session_id as "sessionId",
       d.proposal_sha256 as "proposalSha256", coalesce(d.started_at, d.created_at) as "takenAt"
     from dreams d join store_policies p on p.store_id = d.store_id and p.review = 'auto_adopt'
     where d.id = $1 and d.origin = 'dream' and d.review_status = 'waiting' and d.archived_at is null
       and d.proposal_sha256 is not null
       and not exists (select from adoptions a where a.dream_id = d.id and a.is_automatic)`,
    [dreamId],
  );
  return rows[0] ?? null;
}

export async function hasAutomaticAdoption(sql: Sql, dreamId: DreamId): Promise<boolean> {
  const rows = await sql.query("select from adoptions where dream_id = $1 and is_automatic limit 1", [dreamId]);
  return rows.length > 0;
}

export type DecidedRow = { dreamId: DreamId; kind: FindingKind; isWhole: boolean };

/**
 * Of each kind the newest proposals of the store that a person decided on, `limit` at most. `isWhole`: every hunk was adopted
 * as proposed, so nobody has to look at the hunks.
 */
export async function listDecided(sql: Sql, key: StoreKey, limit: number): Promise<DecidedRow[]> {
  return sql.query<DecidedRow>(
    `select r.id as "dreamId", r.kind,
       exists (select from adoptions a where a.dream_id = r.id and a.is_unchanged and a.undone_at is null)
       and not exists (select from adoptions a where a.dream_id = r.id and a.undone_at is not null)
       and not exists (select from adoptions a join adoption_files f on f.adoption_id = a.id
         where a.dream_id = r.id and f.is_edited) as "isWhole"
     from (
       select d.id, f.kind, row_number() over (partition by f.kind order by d.reviewed_at desc, d.id desc) as place
       from dreams d cross join lateral (
         select distinct kind from dream_findings where dream_id = d.id and state = 'proposed') as f
       where d.workspace_id = $1 and d.store_id = $2 and d.origin = 'dream' and d.review_status in ('adopted', 'rejected')
         and d.reviewed_by_type <> 'session_actor') as r
     where r.place <= $3`,
    [key.workspaceId, key.storeId, limit],
  );
}
