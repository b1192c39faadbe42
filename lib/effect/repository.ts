import type { AdoptionId, AgentId, DreamId, SessionId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import type { SessionUsage } from "@/lib/sessions/schema";
import type { SessionFigures } from "./read-session";

type StoreKey = { workspaceId: WorkspaceId; storeId: StoreId };

export type EffectRow = SessionFigures & {
  id: SessionId;
  title: string | null;
  agentId: AgentId;
  agentName: string | null;
  createdAt: Date;
  usage: SessionUsage;
};

export type PendingRow = { id: SessionId; eventCount: number };

/** Sessions that had the store attached; a dream's own runs are none. */
const OF_STORE = `from sessions s join session_resources r on r.session_id = s.id and r.store_id = $2
  left join session_effects e on e.session_id = s.id
  where s.workspace_id = $1 and s.origin <> 'dream'`;

const IS_PENDING = "(e.session_id is null or e.event_count <> s.event_count or e.reader <> $4)";

/** Sessions up to `to` that have not been read as they are now, newest first. */
export async function listPending(
  sql: Sql,
  key: StoreKey,
  filter: { to: Date; reader: number; limit: number },
): Promise<PendingRow[]> {
  return sql.query<PendingRow>(
    `select s.id, s.event_count as "eventCount" ${OF_STORE} and s.created_at <= $3 and ${IS_PENDING}
     order by s.created_at desc, s.id desc limit $5`,
    [key.workspaceId, key.storeId, filter.to, filter.reader, filter.limit],
  );
}

export async function countPending(
  sql: Sql,
  key: StoreKey,
  filter: { to: Date; reader: number },
): Promise<{ pending: number; total: number }> {
  const rows = await sql.query<{ pending: number; total: number }>(
    `select count(*) filter (where ${IS_PENDING})::int as pending, count(*)::int as total ${OF_STORE} and s.created_at <= $3`,
    [key.workspaceId, key.storeId, filter.to, filter.reader],
  );
  return rows[0] ?? { pending: 0, total: 0 };
}

/** Keeps what a session's transcript says; one that was deleted meanwhile keeps nothing. */
export async function saveFigures(
  sql: Sql,
  session: PendingRow,
  figures: SessionFigures & { reader: number; readAt: Date },
): Promise<void> {
  await sql.query(
    `insert into session_effects (session_id, event_count, reader, call_count, failure_ids, correction_count,
       outcomes_graded, outcomes_satisfied, read_at)
     select s.id, $2, $3, $4, $5, $6, $7, $8, $9 from sessions s where s.id = $1 for key share
     on conflict (session_id) do update set event_count = excluded.event_count, reader = excluded.reader,
       call_count = excluded.call_count, failure_ids = excluded.failure_ids,
       correction_count = excluded.correction_count, outcomes_graded = excluded.outcomes_graded,
       outcomes_satisfied = excluded.outcomes_satisfied, read_at = excluded.read_at`,
    [
      session.id,
      session.eventCount,
      figures.reader,
      figures.callCount,
      figures.failureIds,
      figures.correctionCount,
      figures.outcomesGraded,
      figures.outcomesSatisfied,
      figures.readAt,
    ],
  );
}

/** The sessions that were read, begun in [from, to], newest first. */
export async function listEffectRows(
  sql: Sql,
  key: StoreKey,
  filter: { from: Date; to: Date; limit: number },
): Promise<EffectRow[]> {
  return sql.query<EffectRow>(
    `select s.id, s.title, s.agent_id as "agentId", s.agent ->> 'name' as "agentName", s.created_at as "createdAt", s.usage,
       e.call_count as "callCount", e.failure_ids as "failureIds", e.correction_count as "correctionCount",
       e.outcomes_graded as "outcomesGraded", e.outcomes_satisfied as "outcomesSatisfied"
     ${OF_STORE} and e.session_id is not null and s.created_at >= $3 and s.created_at <= $4
     order by s.created_at desc, s.id desc limit $5`,
    [key.workspaceId, key.storeId, filter.from, filter.to, filter.limit],
  );
}

export type KnownMistake = { id: string; at: Date };

/** When the first session of the store that had such a failure began, for failures up to `to`. */
export async function listFirstFailures(sql: Sql, key: StoreKey, to: Date): Promise<KnownMistake[]> {
  return sql.query<KnownMistake>(
    `select f.id, min(f.at) as at from (
       select unnest(e.failure_ids) as id, s.created_at as at ${OF_STORE} and s.created_at <= $3) as f
     group by f.id`,
    [key.workspaceId, key.storeId, to],
  );
}

/** Since when notes that stand in the store tell of a mistake, by the marker that dreams put at such notes. */
export async function listNotedMistakes(sql: Sql, key: StoreKey): Promise<KnownMistake[]> {
  return sql.query<KnownMistake>(
    `with noted as (
       select m.id as memory_id, n.parts[1] as id from memories m
       join contents c on c.workspace_id = m.workspace_id and c.sha256 = m.content_sha256
       cross join lateral regexp_matches(c.text, '<!-- reverie:mistake ([0-9a-f]{12}) ', 'g') as n (parts)
       where m.workspace_id = $1 and m.store_id = $2 and strpos(c.text, '<!-- reverie:mistake ') > 0)
     select noted.id, min(v.created_at) as at from noted
     join memory_versions v on v.memory_id = noted.memory_id
     join contents c on c.workspace_id = v.workspace_id and c.sha256 = v.content_sha256
     where strpos(c.text, '<!-- reverie:mistake ' || noted.id || ' ') > 0
     group by noted.id`,
    [key.workspaceId, key.storeId],
  );
}

export type AdoptionMark = {
  id: AdoptionId;
  dreamId: DreamId;
  isAutomatic: boolean;
  createdAt: Date;
  undoneAt: Date | null;
};

/** The newest adoptions into the store, oldest of them first. */
export async function listAdoptionMarks(sql: Sql, key: StoreKey, limit: number): Promise<AdoptionMark[]> {
  const rows = await sql.query<AdoptionMark>(
    `select id, dream_id as "dreamId", is_automatic as "isAutomatic", created_at as "createdAt", undone_at as "undoneAt"
     from adoptions where workspace_id = $1 and store_id = $2 order by created_at desc, id desc limit $3`,
    [key.workspaceId, key.storeId, limit],
  );
  return rows.reverse();
}
