import { type Comparison, compareMeans } from "./compare-means";
import { type SessionEffect, valuesOf } from "./measures";
import type { AdoptionMark } from "./repository";
import { MEASURES, type Measure } from "./schema";

const DAY_MS = 86_400_000;
/** How far before and after an adoption sessions are compared. */
export const WINDOW_DAYS = 30;
export const WINDOW_MS = WINDOW_DAYS * DAY_MS;

/** Sessions begun from `from` until just before `to`. */
export type Window = { from: Date; to: Date; sessionCount: number };

export type AdoptionEffect = {
  adoption: AdoptionMark;
  before: Window;
  after: Window;
  measures: Record<Measure, Comparison>;
};

/** When the store changed by a review: adoptions, and their undoing. Ascending. */
function changesOf(marks: readonly AdoptionMark[]): number[] {
  const times = marks.flatMap(({ createdAt, undoneAt }) => [
    createdAt.getTime(),
    ...(undoneAt ? [undoneAt.getTime()] : []),
  ]);
  return [...new Set(times)].sort((a, b) => a - b);
}

/**
 * Compares the sessions before and after each of the adoptions, each side up to the neighbouring change by a review or 30
 * days. `all`: the store's adoptions, which end each other's windows; `now` ends the last one.
 */
export function compareAdoptions(input: {
  shown: readonly AdoptionMark[];
  all: readonly AdoptionMark[];
  sessions: readonly SessionEffect[];
  now: Date;
}): AdoptionEffect[] {
  const changes = changesOf(input.all);
  return input.shown.map((adoption) => {
    const at = adoption.createdAt.getTime();
    const previous = changes.filter((time) => time < at).at(-1) ?? Number.NEGATIVE_INFINITY;
    const next = changes.find((time) => time > at) ?? Number.POSITIVE_INFINITY;
    const from = Math.max(previous, at - WINDOW_MS);
    const to = Math.max(at, Math.min(next, at + WINDOW_MS, input.now.getTime() + 1));
    const within = (low: number, high: number) =>
      input.sessions.filter(({ createdAt }) => createdAt.getTime() >= low && createdAt.getTime() < high);
    const [before, after] = [within(from, at), within(at, to)];
    const compared = MEASURES.map((measure) => [
      measure,
      compareMeans(valuesOf(before, measure), valuesOf(after, measure)),
    ]);
    return {
      adoption,
      before: { from: new Date(from), to: adoption.createdAt, sessionCount: before.length },
      after: { from: adoption.createdAt, to: new Date(to), sessionCount: after.length },
      measures: Object.fromEntries(compared) as Record<Measure, Comparison>,
    };
  });
}
