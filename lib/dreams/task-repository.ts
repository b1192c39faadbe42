import type { DreamId, SessionId, ThreadId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { TranscriptReport } from "@/lib/engines/types";

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
