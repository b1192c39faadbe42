import { Cron } from "croner";
import { printable } from "@/lib/core/errors";

/** croner knows more (names such as @daily, a question mark); five plain fields are what everybody reads alike. */
const FIVE_FIELDS = /^[\dA-Za-z*,/#-]+(?: [\dA-Za-z*,/#-]+){4}$/;
const CRON_CHARACTERS_MAX = 120;

/**
 * Daylight saving as in Vixie cron: a fixed time that falls into the gap of spring runs right after it, one that comes
 * twice in autumn runs once; times with `*` or a step go by the clock.
 */
function open(cron: string, timeZone: string): Cron {
  return new Cron(cron, { mode: "5-part", fixedTimeRule: "no-wildcard", timezone: timeZone, paused: true });
}

/** What is wrong with a cron, in words; null when nothing is. */
export function cronFault(cron: string): string | null {
  if (cron.length > CRON_CHARACTERS_MAX || !FIVE_FIELDS.test(cron)) {
    return 'cron must have five fields (minute, hour, day of the month, month, day of the week), such as "30 2 * * *"';
  }
  try {
    return open(cron, "UTC").nextRun(new Date(0)) === null ? "cron names a day that never comes" : null;
  } catch (error) {
    const fault = error instanceof Error ? error.message.replace(/^\w+: /, "") : String(error);
    return `cron is not valid: ${printable(fault.replace(/\.$/, ""))}`;
  }
}

/** The next `count` times after `after`, without it. The cron and the zone are known to be right. */
export function nextRuns({ cron, timeZone }: { cron: string; timeZone: string }, count: number, after: Date): Date[] {
  return open(cron, timeZone).nextRuns(count, after);
}

/** More of them are not counted. */
export const MISSED_RUNS_MAX = 1_000;

export type DueRuns = {
  newest: Date;
  /** How many came before it, at most `MISSED_RUNS_MAX`, and the last of those. */
  missed: { count: number; last: Date } | null;
};

/** The times from `first`, the earliest that was not dealt with, up to `now`, which is not before it. */
export function dueRuns(at: { cron: string; timeZone: string }, first: Date, now: Date): DueRuns {
  const cron = open(at.cron, at.timeZone);
  const [last] = cron.previousRuns(1, new Date(now.getTime() + 1));
  const newest = last !== undefined && last > first ? last : first;
  const older = cron.nextRuns(MISSED_RUNS_MAX, new Date(first.getTime() - 1)).filter((run) => run < newest);
  const [lastOlder] = cron.previousRuns(1, newest);
  return { newest, missed: older.length === 0 ? null : { count: older.length, last: lastOlder ?? first } };
}
