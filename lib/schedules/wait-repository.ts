import type { ScheduleId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";

export type WaitRow = {
  scheduleId: ScheduleId;
  causeType: "session_ended" | "new_sessions";
  pullId: string;
  dueAt: Date;
};

/** A trigger that is pulled again and again waits at most so many times its quiet. */
const PATIENCE = 10;

/**
 * Pulls the triggers of the schedules that read such a session: `session_ended` at the end of its quiet, which starts
 * anew; `new_sessions` at once. In order of the keys, so that sessions that end at once do not wait for each other.
 */
export async function pullTriggers(
  tx: Tx,
  session: { workspaceId: WorkspaceId; storeIds: readonly StoreId[] },
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into dream_schedule_waits as w (schedule_id, cause_type, pull_id, due_at, since)
     select s.id, c.cause_type, gen_random_uuid()::text, $3::timestamptz + make_interval(secs => c.seconds), $3
     from dream_schedules s cross join lateral (values
       ('session_ended', s.session_ended_debounce_seconds),
       ('new_sessions', case when s.new_sessions_count is not null then 0 end)) as c (cause_type, seconds)
     where s.workspace_id = $1 and c.seconds is not null and s.archived_at is null and not s.is_paused
       and (s.session_scope = 'workspace' or s.store_id = any ($2))
     order by s.id, c.cause_type
     on conflict (schedule_id, cause_type) do update
       set pull_id = excluded.pull_id, due_at = greatest(w.due_at, least(excluded.due_at, w.since + (excluded.due_at - excluded.since) * $4))`,
    [session.workspaceId, session.storeIds, at, PATIENCE],
  );
}

/** Of every workspace, longest overdue first. */
export async function listDueWaits(sql: Sql, now: Date, limit: number): Promise<WaitRow[]> {
  return sql.query<WaitRow>(
    `select schedule_id as "scheduleId", cause_type as "causeType", pull_id as "pullId", due_at as "dueAt"
     from dream_schedule_waits where due_at <= $1 order by due_at limit $2`,
    [now, limit],
  );
}

/** Ends a wait, or puts it off until `dueAt`. @returns false when it is no longer the one that was read */
export async function settleWait(sql: Sql, wait: WaitRow, dueAt: Date | null): Promise<boolean> {
  const rows =
    dueAt === null
      ? await sql.query(
          "delete from dream_schedule_waits where schedule_id = $1 and cause_type = $2 and pull_id = $3 returning pull_id",
          [wait.scheduleId, wait.causeType, wait.pullId],
        )
      : await sql.query(
          `update dream_schedule_waits set pull_id = gen_random_uuid()::text, due_at = $4, since = $4
           where schedule_id = $1 and cause_type = $2 and pull_id = $3 returning pull_id`,
          [wait.scheduleId, wait.causeType, wait.pullId, dueAt],
        );
  return rows.length > 0;
}

/** Of a schedule that does not listen any more to all or one of its triggers. */
export async function deleteWaits(tx: Tx, id: ScheduleId, causeTypes: WaitRow["causeType"][]): Promise<void> {
  await tx.query("delete from dream_schedule_waits where schedule_id = $1 and cause_type = any ($2)", [id, causeTypes]);
}
