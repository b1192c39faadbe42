import type { AdoptionId, DreamId, SessionId, StoreId, ThreadId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Database, Sql, Tx } from "@/lib/db/database";
import type { WakeTest } from "@/lib/wake/run-wake-test";
import type { DreamStage, DreamStatus, ReviewStatus } from "./schema";

/** `writes`: no engine made it, it collects what agents wrote. */
export type DreamOrigin = "dream" | "writes";

export type DreamRow = {
  id: DreamId;
  workspaceId: WorkspaceId;
  origin: DreamOrigin;
  status: DreamStatus;
  stage: DreamStage;
  storeId: StoreId;
  sessionIds: SessionId[];
  modelId: string;
  instructions: string | null;
  outputBehavior: "create_new" | "update_existing";
  holdStoreId: StoreId | null;
  sessionId: SessionId | null;
  threadId: ThreadId | null;
  outputStoreId: StoreId | null;
  inputTokens: number;
  outputTokens: number;
  cacheCreationInputTokens: number;
  cacheReadInputTokens: number;
  errorType: string | null;
  errorMessage: string | null;
  actorType: string;
  actorId: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  archivedAt: Date | null;
  proposalSha256: string | null;
  reviewStatus: ReviewStatus;
  reviewedAt: Date | null;
  reviewedByType: string | null;
  reviewedById: string | null;
  reviewReason: string | null;
};

/** A dream with what a person decided about its files. */
export type ReviewedDreamRow = DreamRow & {
  adopted: { path: string; memory_version_id: VersionId }[];
  leftOut: string[];
  /** Oldest first; times as Postgres writes them in JSON. */
  adoptions: {
    id: AdoptionId;
    createdAt: string;
    actorType: string;
    actorId: string;
    isAutomatic: boolean;
    undoneAt: string | null;
  }[];
};

/** What may change after the creation. */
export type DreamChange = Partial<
  Omit<DreamRow, "id" | "workspaceId" | "origin" | "storeId" | "sessionIds" | "modelId" | "instructions" | "createdAt">
>;

const COLUMN_OF = {
  id: "id",
  workspaceId: "workspace_id",
  origin: "origin",
  status: "status",
  stage: "stage",
  storeId: "store_id",
  sessionIds: "session_ids",
  modelId: "model_id",
  instructions: "instructions",
  outputBehavior: "output_behavior",
  holdStoreId: "hold_store_id",
  sessionId: "session_id",
  threadId: "thread_id",
  outputStoreId: "output_store_id",
  inputTokens: "input_tokens",
  outputTokens: "output_tokens",
  cacheCreationInputTokens: "cache_creation_input_tokens",
  cacheReadInputTokens: "cache_read_input_tokens",
  errorType: "error_type",
  errorMessage: "error_message",
  actorType: "actor_type",
  actorId: "actor_id",
  createdAt: "created_at",
  startedAt: "started_at",
  endedAt: "ended_at",
  archivedAt: "archived_at",
  proposalSha256: "proposal_sha256",
  reviewStatus: "review_status",
  reviewedAt: "reviewed_at",
  reviewedByType: "reviewed_by_type",
  reviewedById: "reviewed_by_id",
  reviewReason: "review_reason",
} as const satisfies Record<keyof DreamRow, string>;

const COLUMNS = Object.entries(COLUMN_OF)
  .map(([field, column]) => `${column} as "${field}"`)
  .join(", ");

const DECISIONS = `
  (select coalesce(json_agg(json_build_object('path', f.path, 'memory_version_id', f.adopted_version_id) order by f.path), '[]')
   from dream_files f where f.dream_id = dreams.id and f.decision = 'adopted' and f.adopted_version_id is not null) as adopted,
  (select coalesce(json_agg(f.path order by f.path), '[]')
   from dream_files f where f.dream_id = dreams.id and f.decision = 'left_out') as "leftOut",
  (select coalesce(json_agg(json_build_object('id', a.id, 'createdAt', a.created_at, 'actorType', a.actor_type,
     'actorId', a.actor_id, 'isAutomatic', a.is_automatic, 'undoneAt', a.undone_at) order by a.created_at, a.id), '[]')
   from adoptions a where a.dream_id = dreams.id) as adoptions`;

export async function insertDream(tx: Tx, row: DreamRow): Promise<void> {
  const fields = Object.keys(COLUMN_OF) as (keyof DreamRow)[];
  await tx.query(
    `insert into dreams (${fields.map((field) => COLUMN_OF[field]).join(", ")})
     values (${fields.map((_, index) => `$${index + 1}`).join(", ")})`,
    fields.map((field) => row[field]),
  );
}

export async function findDream(
  sql: Sql,
  key: { workspaceId: WorkspaceId; id: DreamId },
): Promise<ReviewedDreamRow | null> {
  const rows = await sql.query<ReviewedDreamRow>(
    `select ${COLUMNS}, ${DECISIONS} from dreams where workspace_id = $1 and id = $2`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** For the worker, which acts for whichever workspace the dream belongs to. */
export async function findDreamById(sql: Sql, id: DreamId): Promise<DreamRow | null> {
  return (await sql.query<DreamRow>(`select ${COLUMNS} from dreams where id = $1`, [id]))[0] ?? null;
}

/** The dream with its row locked until the transaction ends. */
export async function lockDreamRow(tx: Tx, key: { workspaceId: WorkspaceId; id: DreamId }): Promise<DreamRow | null> {
  const rows = await tx.query<DreamRow>(
    `select ${COLUMNS} from dreams where workspace_id = $1 and id = $2 for update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

export async function lockWaitingRows(
  tx: Tx,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
): Promise<DreamRow[]> {
  return tx.query<DreamRow>(
    `select ${COLUMNS} from dreams where workspace_id = $1 and store_id = $2 and review_status = 'waiting'
     order by id for update skip locked`,
    [key.workspaceId, key.storeId],
  );
}

/** The proposal that collects writes of agents to the store, locked until the transaction ends. */
export async function lockWritesRow(
  tx: Tx,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
): Promise<DreamRow | null> {
  const rows = await tx.query<DreamRow>(
    `select ${COLUMNS} from dreams where workspace_id = $1 and store_id = $2 and origin = 'writes'
       and review_status = 'waiting' and archived_at is null for update`,
    [key.workspaceId, key.storeId],
  );
  return rows[0] ?? null;
}

export async function updateDreamRow(tx: Tx, id: DreamId, change: DreamChange): Promise<void> {
  const fields = Object.keys(change) as (keyof DreamChange)[];
  await tx.query(
    `update dreams set ${fields.map((field, index) => `${COLUMN_OF[field]} = $${index + 2}`).join(", ")} where id = $1`,
    [id, ...fields.map((field) => change[field])],
  );
}

export async function findHolderId(sql: Sql, workspaceId: WorkspaceId, storeId: StoreId): Promise<DreamId | null> {
  const rows = await sql.query<{ id: DreamId }>(
    "select id from dreams where workspace_id = $1 and hold_store_id = $2",
    [workspaceId, storeId],
  );
  return rows[0]?.id ?? null;
}

export type DreamsFilter = {
  statuses: DreamStatus[] | null;
  reviewStatus: ReviewStatus | null;
  storeId: string | null;
  createdAfter: Date | null;
  createdBefore: Date | null;
  includeArchived: boolean;
  includeWrites: boolean;
  after: { createdAt: Date; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listDreamRows(
  db: Database,
  workspaceId: WorkspaceId,
  filter: DreamsFilter,
): Promise<ReviewedDreamRow[]> {
  return db.query<ReviewedDreamRow>(
    `select ${COLUMNS}, ${DECISIONS} from dreams
     where workspace_id = $1
       and ($2::text[] is null or status = any ($2)) and ($3::text is null or review_status = $3) and ($11 or origin = 'dream')
       and ($4::text is null or store_id = $4)
       and ($5::timestamptz is null or created_at > $5) and ($6::timestamptz is null or created_at < $6)
       and ($7 or archived_at is null)
       and ($8::timestamptz is null or (created_at, id) < ($8, $9))
     order by created_at desc, id desc limit $10`,
    [
      workspaceId,
      filter.statuses,
      filter.reviewStatus,
      filter.storeId,
      filter.createdAfter,
      filter.createdBefore,
      filter.includeArchived,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
      filter.includeWrites,
    ],
  );
}

/** Pending and running dreams of every workspace, oldest first. */
export async function listUnfinishedDreams(sql: Sql, limit: number): Promise<Pick<DreamRow, "id" | "createdAt">[]> {
  return sql.query<Pick<DreamRow, "id" | "createdAt">>(
    `select id, created_at as "createdAt" from dreams where status in ('pending', 'running') order by created_at limit $1`,
    [limit],
  );
}

/** Proposals of agents' writes, of every workspace, that no check has looked at since the last write; oldest first. */
export async function listUncheckedWrites(sql: Sql, limit: number): Promise<DreamId[]> {
  const rows = await sql.query<{ id: DreamId }>(
    `select id from dreams where origin = 'writes' and review_status = 'waiting' and archived_at is null
       and proposal_sha256 is null order by created_at limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export async function countDreamsWaiting(db: Database, workspaceId: WorkspaceId): Promise<number> {
  return db.prisma.dream.count({ where: { workspaceId, reviewStatus: "waiting", archivedAt: null } });
}

export async function setWakeTest(tx: Tx, dreamId: DreamId, test: WakeTest): Promise<void> {
  await tx.query("update dreams set wake_test = $2 where id = $1", [dreamId, JSON.stringify(test)]);
}

/** Null before there is a proposal, and for one from before there were such tests. */
export async function findWakeTest(sql: Sql, dreamId: DreamId): Promise<WakeTest | null> {
  const rows = await sql.query<{ test: WakeTest | null }>("select wake_test as test from dreams where id = $1", [
    dreamId,
  ]);
  return rows[0]?.test ?? null;
}
