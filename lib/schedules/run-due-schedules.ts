import type { ScheduleId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { JobContext } from "@/lib/jobs/define-job";
import { dueRuns, MISSED_RUNS_MAX } from "./cron";
import { listDueSchedules, type ScheduleRow } from "./repository";
import { nextAtOf } from "./rules";
import { type DueTick, takeTick } from "./take-tick";
import { listDueWaits, settleWait, type WaitRow } from "./wait-repository";

/** Schedules, and pulled triggers, that one look deals with; those that are longest overdue come first. */
const TICKS_MAX = 200;

/**
 * Takes every tick that is due now: of crons, only the newest of each; of triggers, those whose quiet is over. Any number
 * of workers may do so at once. What fails by a fault of ours stays due, and does not stop the others.
 */
export async function runDueSchedules(job: JobContext): Promise<void> {
  const now = job.now();
  for (const scheduleId of await listDueSchedules(job.db, now, TICKS_MAX)) {
    await attempt(scheduleId, () =>
      takeTick(job, { scheduleId, cause: "cron", due: (row) => dueByCron(row, job.now()) }),
    );
  }
  for (const wait of await listDueWaits(job.db, now, TICKS_MAX)) {
    await attempt(wait.scheduleId, () => takeWait(job, wait));
  }
}

async function attempt(scheduleId: ScheduleId, take: () => Promise<unknown>): Promise<void> {
  try {
    await take();
  } catch (error) {
    log.error({ err: error, scheduleId }, "a tick of a dream schedule failed; it is tried again");
  }
}

/** The newest time that has come; the ones before it are only told of. */
function dueByCron(row: ScheduleRow, now: Date): DueTick | null {
  if (row.cron === null || row.nextAt === null || row.nextAt > now) return null;
  const { newest, missed } = dueRuns({ cron: row.cron, timeZone: row.timeZone }, row.nextAt, now);
  return {
    key: keyOf(newest),
    dueAt: newest,
    nextAt: nextAtOf(row, now),
    missed:
      missed === null ? undefined : { key: keyOf(missed.last), dueAt: missed.last, reason: missedText(missed.count) },
  };
}

const keyOf = (at: Date): string => `cron ${at.toISOString()}`;

function missedText(count: number): string {
  const runs = count === 1 ? "1 run" : `${count}${count === MISSED_RUNS_MAX ? " or more" : ""} runs`;
  return `missed while the server was down (${runs})`;
}

async function takeWait(job: JobContext, wait: WaitRow): Promise<unknown> {
  let isSettled = false;
  return takeTick(job, {
    scheduleId: wait.scheduleId,
    cause: wait.causeType,
    due: (row) =>
      isSettled ? null : { key: `${wait.causeType} ${wait.pullId}`, dueAt: wait.dueAt, nextAt: row.nextAt },
    settle: async (tx, retryAt) => {
      const isOurs = await settleWait(tx, wait, retryAt);
      isSettled = !isOurs;
      return isOurs;
    },
  });
}
