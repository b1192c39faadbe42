import { AppError } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import { nextRuns } from "./cron";
import { isQuiet, localTime, nextLocalTime } from "./local-time";
import type { ScheduleRow, ScheduleSettings } from "./repository";
import type { TickCause } from "./schema";
import type { NewSessions, StoreStanding } from "./tick-repository";

/** `22:00` for 1320 minutes after midnight. */
export function clockText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Quiet hours of a schedule, or null. */
export function quietHoursOf(row: Pick<ScheduleSettings, "quietFromMinute" | "quietToMinute">) {
  const { quietFromMinute: from, quietToMinute: to } = row;
  return from === null || to === null ? null : { from, to };
}

/** The next time of the cron after `after` that is to be waited for; null while nothing is. */
export function nextAtOf(
  row: Pick<ScheduleRow, "cron" | "timeZone" | "isPaused" | "archivedAt">,
  after: Date,
): Date | null {
  if (row.cron === null || row.archivedAt !== null) return null;
  return nextRuns({ cron: row.cron, timeZone: row.timeZone }, 1, after)[0] ?? null;
}

/** @throws AppError `invalid_request` when the settings do not fit each other */
export function checkSettings(settings: ScheduleSettings): void {
  if (settings.minNewSessions > settings.sessionsPerRunMax) {
    throw new AppError(
      "invalid_request",
      `min_new_sessions must be at most budget.max_sessions_per_run, which is ${settings.sessionsPerRunMax}.`,
    );
  }
}

/** @throws AppError `invalid_request` when the schedule was archived */
export function requireLive(row: Pick<ScheduleRow, "id" | "archivedAt">): void {
  if (row.archivedAt !== null) {
    throw new AppError("invalid_request", `Dream schedule ${row.id} is archived: it can be read, not changed or run.`);
  }
}

export type TickDecision =
  | { outcome: "started"; sessionIds: SessionId[]; reason: string | null }
  | { outcome: "skipped"; reason: string; sessionCount: number; retryAt: Date | null }
  /** Nothing worth telling: a trigger that counts has too few, or one that was pulled waits for a dream to end. */
  | { outcome: "nothing"; retryAt: Date | null };

export type TickFacts = { cause: TickCause; at: Date; standing: StoreStanding; sessions: NewSessions };

/** A trigger that found the store busy looks again after so long. */
export const BUSY_RETRY_MS = 60_000;

/**
 * Whether a tick starts a dream, and over which sessions. `retryAt`: when a pulled trigger, which nothing else would pull
 * again, is worth another look. `run` is a person's or a client's own wish: pauses, quiet hours and minimum do not hold.
 */
export function decideTick(row: ScheduleRow, facts: TickFacts): TickDecision {
  const { sessions, cause } = facts;
  const least = leastSessions(row, cause);
  if (cause === "new_sessions" && sessions.total < least) return { outcome: "nothing", retryAt: null };
  const isPulled = cause === "session_ended" || cause === "new_sessions";
  if (isPulled && facts.standing.openDreamId !== null) {
    return { outcome: "nothing", retryAt: new Date(facts.at.getTime() + BUSY_RETRY_MS) };
  }
  const obstacle = findObstacle(row, facts);
  if (obstacle !== null) return { outcome: "skipped", sessionCount: sessions.total, ...obstacle };
  if (sessions.total < least) {
    return { outcome: "skipped", reason: tooFew(sessions.total, least), sessionCount: sessions.total, retryAt: null };
  }
  const { waitingDreamId } = facts.standing;
  const remarks = [
    sessions.total > sessions.ids.length ? `the oldest ${sessions.ids.length} of ${sessions.total} new sessions` : null,
    waitingDreamId === null ? null : `the proposal of dream ${waitingDreamId} still waits for review`,
  ].filter((remark) => remark !== null);
  return { outcome: "started", sessionIds: sessions.ids, reason: remarks.length === 0 ? null : remarks.join("; ") };
}

function leastSessions(row: ScheduleRow, cause: TickCause): number {
  if (cause === "run") return 1;
  return cause === "new_sessions" ? Math.max(row.minNewSessions, row.newSessionsCount ?? 1) : row.minNewSessions;
}

function tooFew(count: number, least: number): string {
  if (count === 0) return "no new sessions";
  return `${count} of ${least} new sessions`;
}

type Obstacle = { reason: string; retryAt: Date | null };

function findObstacle(row: ScheduleRow, { cause, at, standing }: TickFacts): Obstacle | null {
  const asked = cause === "run";
  const quiet = quietHoursOf(row);
  if (row.isPaused && !asked) return { reason: "the schedule is paused", retryAt: null };
  if (standing.isArchived) return { reason: "the memory store is archived", retryAt: null };
  if (quiet !== null && !asked && isQuiet(localTime(at, row.timeZone).minute, quiet)) {
    const retryAt = nextLocalTime(quiet.to, row.timeZone, at);
    return { reason: `quiet hours until ${clockText(quiet.to)}`, retryAt };
  }
  if (standing.openDreamId !== null) {
    return { reason: `dream ${standing.openDreamId} of this memory store has not ended`, retryAt: null };
  }
  if (standing.startedToday >= row.dreamsPerDayMax) {
    const reason = `the day's budget is used: ${standing.startedToday} of ${row.dreamsPerDayMax} dreams`;
    return { reason, retryAt: nextLocalTime(0, row.timeZone, at) };
  }
  return null;
}
