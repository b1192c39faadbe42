import type {
  AdoptionId,
  DreamId,
  MemoryId,
  SessionId,
  StoreId,
  ThreadId,
  VersionId,
  WorkspaceId,
} from "@/lib/core/ids";
import type { Database, Sql, Tx } from "@/lib/db/database";
import type { TranscriptReport } from "@/lib/engines/types";
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

export async function countDreamsWaiting(db: Database, workspaceId: WorkspaceId): Promise<number> {
  return db.prisma.dream.count({ where: { workspaceId, reviewStatus: "waiting", archivedAt: null } });
}

export type BaseFileRow = { path: string; memoryId: MemoryId; contentSha256: string; text: string };

/** The snapshot: rows only, the texts are shared with the store. */
export async function snapshotStore(tx: Tx, dream: Pick<DreamRow, "id" | "workspaceId" | "storeId">): Promise<number> {
  const rows = await tx.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories
     where workspace_id = $2 and store_id = $3 on conflict do nothing returning path`,
    [dream.id, dream.workspaceId, dream.storeId],
  );
  return rows.length;
}

/** Makes the snapshot hold these memories of the store as they are now. */
export async function renewBaseFiles(
  tx: Tx,
  dream: Pick<DreamRow, "id" | "workspaceId" | "storeId">,
  memoryIds: MemoryId[],
): Promise<void> {
  const key = [dream.id, dream.workspaceId, dream.storeId, memoryIds];
  await tx.query(
    `delete from dream_base_files b using memories m
     where m.workspace_id = $2 and m.store_id = $3 and m.id = any ($4) and b.dream_id = $1
       and (b.memory_id = m.id or b.path = m.path)`,
    key,
  );
  await tx.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories
     where workspace_id = $2 and store_id = $3 and id = any ($4)`,
    key,
  );
}

export type BaseRow = { path: string; memoryId: MemoryId; contentSha256: string; contentBytes: number };

/** The snapshot without its texts. */
export async function listBaseRows(sql: Sql, dreamId: DreamId): Promise<BaseRow[]> {
  return sql.query<BaseRow>(
    `select path, memory_id as "memoryId", content_sha256 as "contentSha256", content_bytes as "contentBytes"
     from dream_base_files where dream_id = $1 order by path`,
    [dreamId],
  );
}

export async function countBaseFiles(sql: Sql, dreamId: DreamId): Promise<number> {
  const rows = await sql.query<{ count: number }>(
    "select count(*)::int as count from dream_base_files where dream_id = $1",
    [dreamId],
  );
  return rows[0]?.count ?? 0;
}

export async function listBaseFiles(sql: Sql, dreamId: DreamId): Promise<BaseFileRow[]> {
  return sql.query<BaseFileRow>(
    `select b.path, b.memory_id as "memoryId", b.content_sha256 as "contentSha256", c.text
     from dream_base_files b join contents c on c.workspace_id = b.workspace_id and c.sha256 = b.content_sha256
     where b.dream_id = $1 order by b.path`,
    [dreamId],
  );
}

export type TaskRow = {
  dreamId: DreamId;
  sessionId: SessionId;
  threadId: ThreadId;
  status: "pending" | "running" | "completed" | "failed";
  eventCount: number;
  findingCount: number;
  startedAt: Date | null;
  endedAt: Date | null;
};

export async function insertTasks(
  tx: Tx,
  dreamId: DreamId,
  tasks: Pick<TaskRow, "sessionId" | "threadId">[],
): Promise<void> {
  await tx.query(
    `insert into dream_tasks (dream_id, session_id, thread_id, status)
     select $1, session_id, thread_id, 'pending' from unnest($2::text[], $3::text[]) as t (session_id, thread_id)`,
    [dreamId, tasks.map((task) => task.sessionId), tasks.map((task) => task.threadId)],
  );
}

const TASK_COLUMNS = `dream_id as "dreamId", session_id as "sessionId", thread_id as "threadId", status,
  event_count as "eventCount", finding_count as "findingCount", started_at as "startedAt", ended_at as "endedAt"`;

export async function listTasks(sql: Sql, dreamId: DreamId): Promise<TaskRow[]> {
  return sql.query<TaskRow>(`select ${TASK_COLUMNS} from dream_tasks where dream_id = $1 order by session_id`, [
    dreamId,
  ]);
}

export async function findTask(sql: Sql, dreamId: DreamId, sessionId: SessionId): Promise<TaskRow | null> {
  const rows = await sql.query<TaskRow>(
    `select ${TASK_COLUMNS} from dream_tasks where dream_id = $1 and session_id = $2`,
    [dreamId, sessionId],
  );
  return rows[0] ?? null;
}

export async function startTask(sql: Sql, task: TaskRow, at: Date): Promise<void> {
  await sql.query(
    `update dream_tasks set status = 'running', started_at = coalesce(started_at, $3)
     where dream_id = $1 and session_id = $2 and status = 'pending'`,
    [task.dreamId, task.sessionId, at],
  );
}

/** Records what the transcript told, once. @returns false when another run of the same task had done so */
export async function completeTask(tx: Tx, task: TaskRow, report: TranscriptReport, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update dream_tasks set status = 'completed', report = $3, event_count = $4, finding_count = $5, ended_at = $6
     where dream_id = $1 and session_id = $2 and status <> 'completed' returning session_id`,
    [
      task.dreamId,
      task.sessionId,
      JSON.stringify(report),
      report.eventCount,
      report.failures.length + report.mentions.length,
      at,
    ],
  );
  return rows.length > 0;
}

export async function countOpenTasks(tx: Tx, dreamId: DreamId): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    "select count(*)::int as count from dream_tasks where dream_id = $1 and status <> 'completed'",
    [dreamId],
  );
  return rows[0]?.count ?? 0;
}

export async function listReports(sql: Sql, dreamId: DreamId): Promise<TranscriptReport[]> {
  const rows = await sql.query<{ report: TranscriptReport }>(
    "select report from dream_tasks where dream_id = $1 and report is not null order by session_id",
    [dreamId],
  );
  return rows.map((row) => row.report);
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
