import { AppError } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import { newId, type ScheduleId, type SessionId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { createDream } from "@/lib/dreams/create-dream";
import type { JobContext } from "@/lib/jobs/define-job";
import { localTime } from "./local-time";
import { findScheduleById, type ScheduleRow, takeScheduleRow } from "./repository";
import { BUSY_RETRY_MS, decideTick, type TickDecision } from "./rules";
import { scheduleContext } from "./schedule-context";
import type { TickCause } from "./schema";
import {
  findNewSessions,
  findStanding,
  findTick,
  insertTick,
  type StoreStanding,
  type TickRow,
} from "./tick-repository";

/** What is due of a schedule as it stands. */
export type DueTick = {
  /** What it answers to: for one key there is one tick, whoever comes first. */
  key: string;
  dueAt: Date;
  /** Of the cron, once this tick is done. */
  nextAt: Date | null;
  /** Ticks that nobody came to. */
  missed?: { key: string; dueAt: Date; reason: string } | undefined;
  /** Why it is skipped whatever the schedule says. */
  skip?: string | undefined;
};

export type TakeTick = {
  scheduleId: ScheduleId;
  cause: TickCause;
  /** Null: nothing is due, somebody else has done it. */
  due: (row: ScheduleRow) => DueTick | null;
  /** Settles what pulled the trigger, in the tick's transaction. False: it is no longer due. */
  settle?: (tx: Tx, retryAt: Date | null) => Promise<boolean>;
};

/** The schedule changed, or another tick was taken, after this one was decided: it is decided anew. */
class Outdated extends Error {}

/** Each turn that is lost means that another tick or change was written. */
const TURNS_MAX = 20;

/**
 * Decides one tick of a schedule and writes what came of it, together with the dream it starts: both are there, or
 * neither. Ticks and changes of one schedule take turns by its revision, so budgets hold and a key gives one tick,
 * however many workers and callers come at once.
 * @returns the tick, also when it was there; null when nothing was due
 */
export async function takeTick(job: JobContext, input: TakeTick): Promise<TickRow | null> {
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const row = await findScheduleById(job.db, input.scheduleId);
    if (row === null || row.archivedAt !== null) return null;
    const due = input.due(row);
    if (due === null) return null;
    const known = await findTick(job.db, { scheduleId: row.id, keySha256: sha256(due.key) });
    if (known !== null) {
      // A clock that was set back comes to the same time twice.
      if (due.nextAt !== row.nextAt) await withTransaction(job.db, (tx) => takeScheduleRow(tx, row, due.nextAt));
      return known;
    }
    try {
      return await decideAndWrite(job, input, row, due);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
  }
  throw new AppError("conflict", `Dream schedule ${input.scheduleId} is changing too fast; try again later.`);
}

async function decideAndWrite(
  job: JobContext,
  input: TakeTick,
  row: ScheduleRow,
  due: DueTick,
): Promise<TickRow | null> {
  const at = job.now();
  const localDay = localTime(at, row.timeZone).day;
  const standing = await findStanding(job.db, row, localDay);
  const sessions = await findNewSessions(job.db, row, { ...windowOf(row, standing, at), limit: row.sessionsPerRunMax });
  const decision: TickDecision =
    due.skip === undefined
      ? decideTick(row, { cause: input.cause, at, standing, sessions })
      : { outcome: "skipped", reason: due.skip, sessionCount: sessions.total, retryAt: null };
  if (decision.outcome === "nothing") {
    await withTransaction(job.db, async (tx) => {
      await input.settle?.(tx, decision.retryAt);
    });
    return null;
  }
  const common = {
    id: newId("tick"),
    scheduleId: row.id,
    cause: input.cause,
    keySha256: sha256(due.key),
    tickAt: due.dueAt,
    dreamId: null,
    localDay,
    createdAt: at,
  };
  const { reason } = decision;
  const writing = { job, input, row, due };
  if (decision.outcome === "skipped") {
    const { sessionCount, retryAt } = decision;
    return writeAlone(writing, { ...common, outcome: "skipped", reason, sessionCount, sessionsUntil: null }, retryAt);
  }
  const until = sessions.total > sessions.ids.length ? standing.since : new Date(at.getTime() - COMMIT_MS_MAX);
  const sessionsUntil = latest(until, standing.since);
  const sessionCount = decision.sessionIds.length;
  return start(writing, { ...common, outcome: "started", reason, sessionCount, sessionsUntil }, decision.sessionIds);
}

type Writing = { job: JobContext; input: TakeTick; row: ScheduleRow; due: DueTick };

async function writeAlone(writing: Writing, tick: TickRow, retryAt: Date | null): Promise<TickRow> {
  await withTransaction(writing.job.db, (tx) => writeTick(tx, writing, tick, retryAt));
  return tick;
}

async function start(writing: Writing, tick: TickRow, sessionIds: SessionId[]): Promise<TickRow> {
  const { job, row } = writing;
  try {
    const dream = await createDream(scheduleContext(job, row), {
      storeId: row.storeId,
      sessionIds,
      modelId: row.modelId,
      instructions: row.instructions,
      updateStoreId: row.outputBehavior === "update_existing" ? row.storeId : undefined,
      alongside: (tx, dreamId) => writeTick(tx, writing, { ...tick, dreamId }, null),
    });
    return { ...tick, dreamId: dream.id };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const ended = { ...tick, reason: error.message, sessionsUntil: null };
    if (error.code !== "conflict") return writeAlone(writing, { ...ended, outcome: "failed" }, null);
    // Somebody else's dream took the store since the look at it.
    const retryAt = new Date(tick.createdAt.getTime() + BUSY_RETRY_MS);
    return writeAlone(writing, { ...ended, outcome: "skipped" }, retryAt);
  }
}

async function writeTick(tx: Tx, { input, row, due }: Writing, tick: TickRow, retryAt: Date | null): Promise<void> {
  if (!(await takeScheduleRow(tx, row, due.nextAt))) throw new Outdated();
  if (input.settle && !(await input.settle(tx, retryAt))) throw new Outdated();
  if (due.missed) {
    await insertTick(tx, {
      ...tick,
      id: newId("tick"),
      keySha256: sha256(due.missed.key),
      tickAt: due.missed.dueAt,
      outcome: "skipped",
      reason: due.missed.reason,
      dreamId: null,
      sessionCount: 0,
      sessionsUntil: null,
      // So that the history has it below the newest, which comes at the same moment.
      createdAt: new Date(tick.createdAt.getTime() - 1),
    });
  }
  if (!(await insertTick(tx, tick))) throw new Outdated();
}

/** Longer than any transaction takes that stores a session: until then one with an earlier time may still appear. */
const COMMIT_MS_MAX = 10 * 60_000;
const DAY_MS = 86_400_000;

function windowOf(row: ScheduleRow, standing: StoreStanding, at: Date) {
  return row.windowType === "last_days"
    ? { updatedSince: null, createdSince: new Date(at.getTime() - (row.windowDays ?? 0) * DAY_MS) }
    : { updatedSince: standing.since, createdSince: null };
}

function latest(a: Date | null, b: Date | null): Date {
  return new Date(Math.max(a?.getTime() ?? 0, b?.getTime() ?? 0));
}
