import type { DreamId, ScheduleId, SessionId, TickId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { ScheduleRow } from "./repository";
import type { TickCause, TickOutcome } from "./schema";

export type TickRow = {
  id: TickId;
  scheduleId: ScheduleId;
  cause: TickCause;
  keySha256: string;
  tickAt: Date;
  outcome: TickOutcome;
  reason: string | null;
  dreamId: DreamId | null;
  sessionCount: number;
  sessionsUntil: Date | null;
  /** `2026-11-20`, in the schedule's time zone. */
  localDay: string;
  createdAt: Date;
};

const COLUMNS = `t.id, t.schedule_id as "scheduleId", t.cause_type as cause, t.key_sha256 as "keySha256",
  t.tick_at as "tickAt", t.status as outcome, t.reason, t.dream_id as "dreamId", t.session_count as "sessionCount",
  t.sessions_until as "sessionsUntil", t.local_day::text as "localDay", t.created_at as "createdAt"`;

/** @returns false when there is a tick for the same thing */
export async function insertTick(tx: Tx, row: TickRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into dream_schedule_ticks (id, schedule_id, cause_type, key_sha256, tick_at, status, reason, dream_id,
       session_count, sessions_until, local_day, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (schedule_id, key_sha256) do nothing returning id`,
    [
      row.id,
      row.scheduleId,
      row.cause,
      row.keySha256,
      row.tickAt,
      row.outcome,
      row.reason,
      row.dreamId,
      row.sessionCount,
      row.sessionsUntil,
      row.localDay,
      row.createdAt,
    ],
  );
  return rows.length > 0;
}

export async function findTick(sql: Sql, key: { scheduleId: ScheduleId; keySha256: string }): Promise<TickRow | null> {
  const rows = await sql.query<TickRow>(
    `select ${COLUMNS} from dream_schedule_ticks t where t.schedule_id = $1 and t.key_sha256 = $2`,
    [key.scheduleId, key.keySha256],
  );
  return rows[0] ?? null;
}

/** Newest first. */
export async function listTickRows(
  sql: Sql,
  scheduleId: ScheduleId,
  filter: { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<TickRow[]> {
  return sql.query<TickRow>(
    `select ${COLUMNS} from dream_schedule_ticks t
     where t.schedule_id = $1 and ($2::timestamptz is null or (t.created_at, t.id) < ($2, $3))
     order by t.created_at desc, t.id desc limit $4`,
    [scheduleId, filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** The newest of each schedule, in no order. */
export async function listLastTicks(sql: Sql, ids: readonly ScheduleId[]): Promise<TickRow[]> {
  return sql.query<TickRow>(
    `select l.* from unnest($1::text[]) as s (id) cross join lateral (
       select ${COLUMNS} from dream_schedule_ticks t where t.schedule_id = s.id
       order by t.created_at desc, t.id desc limit 1) as l`,
    [ids],
  );
}

/** Removes skipped ticks that are older than `before`, at most `limit` of them. */
export async function deleteSkippedTicks(sql: Sql, before: Date, limit: number): Promise<void> {
  await sql.query(
    `delete from dream_schedule_ticks where id in (
       select id from dream_schedule_ticks where status = 'skipped' and created_at < $1 limit $2)`,
    [before, limit],
  );
}

/** What decides about a tick besides the schedule itself. */
export type StoreStanding = {
  isArchived: boolean;
  /** A dream of the store that has not ended. */
  openDreamId: DreamId | null;
  /** A proposal of this schedule that nobody has decided on. */
  waitingDreamId: DreamId | null;
  /** Dreams of this schedule that started on `localDay`. */
  startedToday: number;
  /** From when on sessions are new; null: from the beginning. */
  since: Date | null;
};

export async function findStanding(sql: Sql, row: ScheduleRow, localDay: string): Promise<StoreStanding> {
  const rows = await sql.query<StoreStanding>(
    `select
       coalesce((select archived_at is not null from memory_stores where id = $2), true) as "isArchived",
       (select id from dreams where store_id = $2 and status in ('pending', 'running') and origin = 'dream'
        order by created_at limit 1) as "openDreamId",
       (select d.id from dream_schedule_ticks t join dreams d on d.id = t.dream_id
        where t.schedule_id = $1 and t.status = 'started' and d.review_status = 'waiting' and d.archived_at is null
        order by d.created_at desc limit 1) as "waitingDreamId",
       (select count(*)::int from dream_schedule_ticks
        where schedule_id = $1 and status = 'started' and local_day = $3) as "startedToday",
       coalesce(
         (select t.sessions_until from dream_schedule_ticks t join dreams d on d.id = t.dream_id
          where t.schedule_id = $1 and t.status = 'started' and d.status = 'completed' order by d.created_at desc limit 1),
         (select created_at from dreams where store_id = $2 and status = 'completed' and origin = 'dream'
          order by created_at desc limit 1)) as since`,
    [row.id, row.storeId, localDay],
  );
  const [standing] = rows;
  if (standing === undefined) throw new Error("a select without rows gave none");
  return standing;
}

export type NewSessions = { ids: SessionId[]; total: number };

/**
 * Sessions at rest with something in them that no completed dream of the store has read, oldest first, at most `limit`
 * of `total`. Dreams' own sessions are never among them.
 */
export async function findNewSessions(
  sql: Sql,
  row: ScheduleRow,
  window: { updatedSince: Date | null; createdSince: Date | null; limit: number },
): Promise<NewSessions> {
  const rows = await sql.query<{ id: SessionId; total: number }>(
    `select s.id, count(*) over ()::int as total from sessions s
     where s.workspace_id = $1 and s.origin <> 'dream' and s.status in ('idle', 'terminated') and s.event_count > 0
       and ($3 = 'workspace' or exists (select from session_resources r where r.session_id = s.id and r.store_id = $2))
       and ($4::timestamptz is null or s.updated_at >= $4) and ($5::timestamptz is null or s.created_at >= $5)
       and s.id not in (
         select unnest(d.session_ids) from dreams d
         where d.store_id = $2 and d.status = 'completed' and d.origin = 'dream')
     order by s.created_at, s.id limit $6`,
    [row.workspaceId, row.storeId, row.sessionScope, window.updatedSince, window.createdSince, window.limit],
  );
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
