import type { AgentSnapshot } from "@/lib/agents/schema";
import type { AgentId, EnvironmentId, EventId, SessionId, StoreId, ThreadId, WorkspaceId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Sql, Tx } from "@/lib/db/database";
import type { ResourceAccess, SessionStatus, SessionUsage } from "./schema";

export type SessionOrigin = "api" | "import" | "dream";

export type ResourceRow = {
  storeId: StoreId;
  access: ResourceAccess;
  instructions: string | null;
  name: string;
  description: string;
  mountPath: string;
};

export type SessionRow = {
  id: SessionId;
  workspaceId: WorkspaceId;
  status: SessionStatus;
  title: string | null;
  environmentId: EnvironmentId;
  agentId: AgentId;
  agentVersion: number;
  agent: AgentSnapshot;
  vaultIds: string[];
  metadata: Metadata;
  usage: SessionUsage;
  budget: ({ type: string } & Record<string, unknown>) | null;
  outcomeEvaluations: unknown[];
  origin: SessionOrigin;
  eventCount: number;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
  /** In the order of attachment. */
  resources: ResourceRow[];
};

export type ThreadRow = {
  id: ThreadId;
  workspaceId: WorkspaceId;
  sessionId: SessionId;
  parentThreadId: ThreadId | null;
  agent: AgentSnapshot;
  status: SessionStatus;
  usage: SessionUsage | null;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

export type EventRow = {
  id: EventId;
  threadId: ThreadId;
  position: number;
  type: string;
  /** As on the wire, with microseconds; null while the event waits for the agent. */
  processedAt: string | null;
  payload: Record<string, unknown>;
};

type Key = { workspaceId: WorkspaceId; id: SessionId };

const COLUMNS = `s.id, s.workspace_id as "workspaceId", s.status, s.title, s.environment_id as "environmentId",
  s.agent_id as "agentId", s.agent_version as "agentVersion", s.agent, s.vault_ids as "vaultIds", s.metadata, s.usage,
  s.budget, s.outcome_evaluations as "outcomeEvaluations", s.origin, s.event_count as "eventCount",
  s.created_at as "createdAt", s.updated_at as "updatedAt", s.archived_at as "archivedAt",
  coalesce((select json_agg(json_build_object('storeId', r.store_id, 'access', r.access, 'instructions', r.instructions,
      'name', r.name, 'description', r.description, 'mountPath', r.mount_path) order by r.position)
    from session_resources r where r.session_id = s.id), '[]') as resources`;

const FIND = {
  name: "sessions_find",
  text: `select ${COLUMNS} from sessions s where s.workspace_id = $1 and s.id = $2`,
};

export async function findSession(sql: Sql, key: Key): Promise<SessionRow | null> {
  return (await sql.query<SessionRow>(FIND, [key.workspaceId, key.id]))[0] ?? null;
}

/** In no order. */
export async function findSessionRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  ids: readonly SessionId[],
): Promise<SessionRow[]> {
  return sql.query<SessionRow>(`select ${COLUMNS} from sessions s where s.workspace_id = $1 and s.id = any ($2)`, [
    workspaceId,
    ids,
  ]);
}

/** The session with its row locked until the transaction ends. Events are added under this lock. */
export async function lockSessionRow(tx: Tx, key: Key): Promise<SessionRow | null> {
  const rows = await tx.query<SessionRow>(`${FIND.text} for no key update of s`, [key.workspaceId, key.id]);
  return rows[0] ?? null;
}

export async function findSessionByImport(
  sql: Sql,
  key: { workspaceId: WorkspaceId; importSha256: string },
): Promise<SessionRow | null> {
  const rows = await sql.query<SessionRow>(
    `select ${COLUMNS} from sessions s where s.workspace_id = $1 and s.import_sha256 = $2`,
    [key.workspaceId, key.importSha256],
  );
  return rows[0] ?? null;
}

/** @returns false when another session has the same `importSha256`; waits for a transaction that is about to */
export async function insertSession(tx: Tx, row: SessionRow & { importSha256: string | null }): Promise<boolean> {
  const inserted = await tx.query(
    `insert into sessions (id, workspace_id, status, title, environment_id, agent_id, agent_version, agent, vault_ids,
       metadata, usage, budget, outcome_evaluations, origin, import_sha256, event_count, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict (workspace_id, import_sha256) do nothing returning id`,
    [
      row.id,
      row.workspaceId,
      row.status,
      row.title,
      row.environmentId,
      row.agentId,
      row.agentVersion,
      JSON.stringify(row.agent),
      JSON.stringify(row.vaultIds),
      JSON.stringify(row.metadata),
      JSON.stringify(row.usage),
      row.budget === null ? null : JSON.stringify(row.budget),
      JSON.stringify(row.outcomeEvaluations),
      row.origin,
      row.importSha256,
      row.eventCount,
      row.createdAt,
      row.updatedAt,
    ],
  );
  return inserted.length > 0;
}

export async function insertResources(tx: Tx, sessionId: SessionId, rows: ResourceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into session_resources (session_id, position, store_id, access, instructions, name, description, mount_path)
     select $1, n.* from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as n`,
    [
      sessionId,
      rows.map((_row, position) => position),
      rows.map((row) => row.storeId),
      rows.map((row) => row.access),
      rows.map((row) => row.instructions),
      rows.map((row) => row.name),
      rows.map((row) => row.description),
      rows.map((row) => row.mountPath),
    ],
  );
}

export async function insertThreads(tx: Tx, rows: ThreadRow[]): Promise<void> {
  await tx.query(
    `insert into session_threads (id, workspace_id, session_id, parent_thread_id, agent, status, usage, created_at, updated_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::jsonb[],
       $8::timestamptz[], $9::timestamptz[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.sessionId),
      rows.map((row) => row.parentThreadId),
      rows.map((row) => JSON.stringify(row.agent)),
      rows.map((row) => row.status),
      rows.map((row) => (row.usage === null ? null : JSON.stringify(row.usage))),
      rows.map((row) => row.createdAt),
      rows.map((row) => row.updatedAt),
    ],
  );
}

/** Rows a statement. Larger ones gained nothing and hold the whole transcript twice in memory. */
const EVENTS_PER_STATEMENT = 500;

export async function insertEvents(
  tx: Tx,
  session: { workspaceId: WorkspaceId; id: SessionId; at: Date },
  rows: EventRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += EVENTS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + EVENTS_PER_STATEMENT);
    await tx.query(
      `insert into session_events (workspace_id, session_id, created_at, id, thread_id, position, type, processed_at, payload)
       select $1, $2, $3, n.* from unnest($4::text[], $5::text[], $6::int[], $7::text[], $8::timestamptz[], $9::json[]) as n`,
      [
        session.workspaceId,
        session.id,
        session.at,
        chunk.map((row) => row.id),
        chunk.map((row) => row.threadId),
        chunk.map((row) => row.position),
        chunk.map((row) => row.type),
        chunk.map((row) => row.processedAt),
        chunk.map((row) => JSON.stringify(row.payload)),
      ],
    );
  }
}

export async function updateSessionRow(tx: Tx, row: SessionRow): Promise<void> {
  await tx.query(
    `update sessions set status = $3, title = $4, agent = $5, metadata = $6, budget = $7, usage = $8, event_count = $9,
       updated_at = $10, archived_at = $11
     where workspace_id = $1 and id = $2`,
    [
      row.workspaceId,
      row.id,
      row.status,
      row.title,
      JSON.stringify(row.agent),
      JSON.stringify(row.metadata),
      row.budget === null ? null : JSON.stringify(row.budget),
      JSON.stringify(row.usage),
      row.eventCount,
      row.updatedAt,
      row.archivedAt,
    ],
  );
}

/** Ends the session and its threads for good. @returns the threads of its sub-agents, in order of creation */
export async function terminateSessionRow(tx: Tx, key: Key, at: Date): Promise<ThreadId[]> {
  const rows = await tx.query<{ id: ThreadId; isPrimary: boolean }>(
    `with ended as (
       update sessions set status = 'terminated', archived_at = $3, updated_at = $3
       where workspace_id = $1 and id = $2 and archived_at is null returning id)
     update session_threads t set status = 'terminated', updated_at = $3 from ended where t.session_id = ended.id
     returning t.id, t.parent_thread_id is null as "isPrimary"`,
    [key.workspaceId, key.id, at],
  );
  const ids = rows.filter(({ isPrimary }) => !isPrimary).map(({ id }) => id);
  return ids.sort((a, b) => (a < b ? -1 : 1));
}

/** Its threads, events and resources go with it. */
export async function deleteSessionRow(tx: Tx, key: Key): Promise<void> {
  await tx.query("delete from sessions where workspace_id = $1 and id = $2", [key.workspaceId, key.id]);
}

export type TimeRange = { gt?: Date | null; gte?: Date | null; lt?: Date | null; lte?: Date | null };

export type SessionsFilter = {
  agentId: string | null;
  agentVersion: number | null;
  storeId: string | null;
  statuses: SessionStatus[] | null;
  created: TimeRange;
  includeArchived: boolean;
  direction: "asc" | "desc";
  /** Rows that follow this one in `direction`. */
  after: { createdAt: Date; id: string } | null;
  limit: number;
};

export async function listSessionRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: SessionsFilter,
): Promise<SessionRow[]> {
  const { created, direction } = filter;
  return sql.query<SessionRow>(
    `select ${COLUMNS} from sessions s
     where s.workspace_id = $1
       and ($2::text is null or s.agent_id = $2) and ($3::int is null or s.agent_version = $3)
       and ($4::text is null or exists (select 1 from session_resources r where r.session_id = s.id and r.store_id = $4))
       and ($5::text[] is null or s.status = any ($5))
       and ($6::timestamptz is null or s.created_at > $6) and ($7::timestamptz is null or s.created_at >= $7)
       and ($8::timestamptz is null or s.created_at < $8) and ($9::timestamptz is null or s.created_at <= $9)
       and ($10 or s.archived_at is null)
       and ($11::timestamptz is null or (s.created_at, s.id) ${direction === "asc" ? ">" : "<"} ($11, $12::text))
     order by s.created_at ${direction}, s.id ${direction} limit $13`,
    [
      workspaceId,
      filter.agentId,
      filter.agentVersion,
      filter.storeId,
      filter.statuses,
      ...rangeValues(created),
      filter.includeArchived,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

function rangeValues({ gt, gte, lt, lte }: TimeRange): (Date | null)[] {
  return [gt ?? null, gte ?? null, lt ?? null, lte ?? null];
}

const THREAD_COLUMNS = `id, workspace_id as "workspaceId", session_id as "sessionId", parent_thread_id as "parentThreadId",
  agent, status, usage, created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"`;

/** In order of creation; ids made later sort later. */
export async function listThreadRows(
  sql: Sql,
  sessionId: SessionId,
  filter: { statuses: SessionStatus[] | null; afterId: string | null; limit: number },
): Promise<ThreadRow[]> {
  return sql.query<ThreadRow>(
    `select ${THREAD_COLUMNS} from session_threads
     where session_id = $1 and ($2::text[] is null or status = any ($2)) and ($3::text is null or id > $3)
     order by id limit $4`,
    [sessionId, filter.statuses, filter.afterId, filter.limit],
  );
}

export async function findThreadRow(sql: Sql, key: { sessionId: SessionId; id: ThreadId }): Promise<ThreadRow | null> {
  const rows = await sql.query<ThreadRow>(
    `select ${THREAD_COLUMNS} from session_threads where session_id = $1 and id = $2`,
    [key.sessionId, key.id],
  );
  return rows[0] ?? null;
}

export async function findPrimaryThreadId(sql: Sql, sessionId: SessionId): Promise<ThreadId | null> {
  const rows = await sql.query<{ id: ThreadId }>(
    "select id from session_threads where session_id = $1 and parent_thread_id is null order by id limit 1",
    [sessionId],
  );
  return rows[0]?.id ?? null;
}

export type EventsFilter = {
  /** Null: of every thread. */
  threadId: ThreadId | null;
  types: string[] | null;
  processed: TimeRange;
  direction: "asc" | "desc";
  /** Rows that follow this position in `direction`. */
  afterPosition: number | null;
  limit: number;
};

const EVENT_COLUMNS = `id, thread_id as "threadId", position, type, payload,
  to_char(processed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "processedAt"`;

/** By position: the order of processing, waiting events last. */
export async function listEventRows(sql: Sql, sessionId: SessionId, filter: EventsFilter): Promise<EventRow[]> {
  const { direction } = filter;
  return sql.query<EventRow>(
    `select ${EVENT_COLUMNS} from session_events
     where session_id = $1 and ($2::text is null or thread_id = $2) and ($3::text[] is null or type = any ($3))
       and ($4::timestamptz is null or processed_at > $4) and ($5::timestamptz is null or processed_at >= $5)
       and ($6::timestamptz is null or processed_at < $6) and ($7::timestamptz is null or processed_at <= $7)
       and ($8::int is null or position ${direction === "asc" ? ">" : "<"} $8)
     order by position ${direction} limit $9`,
    [sessionId, filter.threadId, filter.types, ...rangeValues(filter.processed), filter.afterPosition, filter.limit],
  );
}

/** In no order. */
export async function findEventRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  ids: readonly EventId[],
): Promise<(EventRow & { sessionId: SessionId })[]> {
  return sql.query<EventRow & { sessionId: SessionId }>(
    `select ${EVENT_COLUMNS}, session_id as "sessionId" from session_events where workspace_id = $1 and id = any ($2)`,
    [workspaceId, ids],
  );
}
