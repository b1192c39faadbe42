import type { ActorType } from "@/lib/core/actor";
import type { HookId, ScheduleId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { HookFilter } from "./schema";

/** What a caller sets. */
export type ScheduleSettings = {
  name: string;
  cron: string | null;
  timeZone: string;
  windowType: "since_last_completed_dream" | "last_days";
  windowDays: number | null;
  sessionScope: "attached" | "workspace";
  minNewSessions: number;
  modelId: string;
  instructions: string | null;
  outputBehavior: "create_new" | "update_existing";
  sessionsPerRunMax: number;
  dreamsPerDayMax: number;
  /** Minutes after local midnight. */
  quietFromMinute: number | null;
  quietToMinute: number | null;
  sessionEndedDebounceSeconds: number | null;
  newSessionsCount: number | null;
  hookEnabled: boolean;
  hookFilter: HookFilter | null;
};

export type ScheduleRow = ScheduleSettings & {
  id: ScheduleId;
  workspaceId: WorkspaceId;
  storeId: StoreId;
  hookId: HookId | null;
  secret: string | null;
  hookCreatedAt: Date | null;
  isPaused: boolean;
  nextAt: Date | null;
  revision: number;
  actorType: ActorType;
  actorId: string;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

export type ScheduleChange = Partial<Omit<ScheduleRow, "id" | "workspaceId" | "storeId" | "revision" | "createdAt">>;

const COLUMN_OF = {
  id: "id",
  workspaceId: "workspace_id",
  storeId: "store_id",
  name: "name",
  cron: "cron",
  timeZone: "time_zone",
  windowType: "window_type",
  windowDays: "window_days",
  sessionScope: "session_scope",
  minNewSessions: "min_new_sessions",
  modelId: "model_id",
  instructions: "instructions",
  outputBehavior: "output_behavior",
  sessionsPerRunMax: "sessions_per_run_max",
  dreamsPerDayMax: "dreams_per_day_max",
  quietFromMinute: "quiet_from_minute",
  quietToMinute: "quiet_to_minute",
  sessionEndedDebounceSeconds: "session_ended_debounce_seconds",
  newSessionsCount: "new_sessions_count",
  hookEnabled: "hook_enabled",
  hookFilter: "hook_filter",
  hookId: "hook_id",
  secret: "secret",
  hookCreatedAt: "hook_created_at",
  isPaused: "is_paused",
  nextAt: "next_at",
  revision: "revision",
  actorType: "actor_type",
  actorId: "actor_id",
  createdAt: "created_at",
  updatedAt: "updated_at",
  archivedAt: "archived_at",
} as const satisfies Record<keyof ScheduleRow, string>;

const COLUMNS = Object.entries(COLUMN_OF)
  .map(([field, column]) => `s.${column} as "${field}"`)
  .join(", ");

const parameterOf = (row: Partial<ScheduleRow>, field: keyof ScheduleRow): unknown =>
  field === "hookFilter" && row.hookFilter ? JSON.stringify(row.hookFilter) : row[field];

export async function insertSchedule(tx: Tx, row: ScheduleRow): Promise<void> {
  const fields = Object.keys(COLUMN_OF) as (keyof ScheduleRow)[];
  await tx.query(
    `insert into dream_schedules (${fields.map((field) => COLUMN_OF[field]).join(", ")})
     values (${fields.map((_, index) => `$${index + 1}`).join(", ")})`,
    fields.map((field) => parameterOf(row, field)),
  );
}

type Key = { workspaceId: WorkspaceId; id: ScheduleId };

export async function findSchedule(sql: Sql, key: Key): Promise<ScheduleRow | null> {
  const rows = await sql.query<ScheduleRow>(
    `select ${COLUMNS} from dream_schedules s where s.workspace_id = $1 and s.id = $2`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** For the worker and for signed calls, which act for whichever workspace the schedule belongs to. */
export async function findScheduleById(sql: Sql, id: ScheduleId): Promise<ScheduleRow | null> {
  return (await sql.query<ScheduleRow>(`select ${COLUMNS} from dream_schedules s where s.id = $1`, [id]))[0] ?? null;
}

/** The schedule with its row locked until the transaction ends. */
export async function lockScheduleRow(tx: Tx, key: Key): Promise<ScheduleRow | null> {
  const rows = await tx.query<ScheduleRow>(
    `select ${COLUMNS} from dream_schedules s where s.workspace_id = $1 and s.id = $2 for no key update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

export async function updateScheduleRow(tx: Tx, id: ScheduleId, change: ScheduleChange): Promise<void> {
  const fields = Object.keys(change) as (keyof ScheduleChange)[];
  const sets = fields.map((field, index) => `${COLUMN_OF[field]} = $${index + 2}, `).join("");
  await tx.query(`update dream_schedules set ${sets} revision = revision + 1 where id = $1`, [
    id,
    ...fields.map((field) => parameterOf(change, field)),
  ]);
}

/**
 * Takes the schedule for one tick: waits for whoever has it, and moves its revision.
 * @returns false when it changed since `row` was read, or was archived
 */
export async function takeScheduleRow(
  tx: Tx,
  row: Pick<ScheduleRow, "id" | "revision">,
  nextAt: Date | null,
): Promise<boolean> {
  const rows = await tx.query(
    `update dream_schedules set revision = revision + 1, next_at = $3
     where id = $1 and revision = $2 and archived_at is null returning id`,
    [row.id, row.revision, nextAt],
  );
  return rows.length > 0;
}

/** Newest first. */
export async function listScheduleRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: {
    storeId: string | null;
    includeArchived: boolean;
    after: { createdAt: Date; id: string } | null;
    limit: number;
  },
): Promise<ScheduleRow[]> {
  return sql.query<ScheduleRow>(
    `select ${COLUMNS} from dream_schedules s
     where s.workspace_id = $1 and ($2::text is null or s.store_id = $2) and ($3 or s.archived_at is null)
       and ($4::timestamptz is null or (s.created_at, s.id) < ($4, $5))
     order by s.created_at desc, s.id desc limit $6`,
    [
      workspaceId,
      filter.storeId,
      filter.includeArchived,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

/** Schedules of every workspace whose cron is due, longest overdue first. */
export async function listDueSchedules(sql: Sql, now: Date, limit: number): Promise<ScheduleId[]> {
  const rows = await sql.query<{ id: ScheduleId }>(
    "select id from dream_schedules where next_at <= $1 order by next_at limit $2",
    [now, limit],
  );
  return rows.map((row) => row.id);
}
