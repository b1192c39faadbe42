import { describe, expect, test } from "vitest";
import { findLags } from "@/lib/engines/local/patterns/find-lags";
import { toldLag } from "@/lib/engines/local/patterns/pattern-notes";
import type { TranscriptReport } from "@/lib/engines/types";

type Point = { name: string; source: string | null; ms: number };

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 9, 1);

/** A small linear congruential generator (Numerical Recipes), 0 to 1: the same days in every run. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function reportsOf(points: Point[]): TranscriptReport[] {
  const days = new Map<string, Point[]>();
  for (const point of points) {
    const day = new Date(point.ms).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), point]);
  }
  return [...days].map(([day, own]) => ({
    sessionId: `sesn_${day}`,
    title: null,
    createdAt: `${day}T23:00:00.000Z`,
    eventCount: own.length,
    toolCallCount: 1,
    failures: [],
    mentions: [],
    claims: [],
    signals: own.map(({ name, source, ms }) => {
      const at = new Date(ms).toISOString();
      return { name, source, at, evidence: { session_id: `sesn_${day}`, event_id: "answer", quote: at } };
    }),
    workflow: null,
    corrections: [],
    outcomes: [],
  }));
}

/** Faults of two kinds on whole minutes of working days, and an alert of its own at any time. */
function ordinaryDays(random: () => number, faults: number): { faults: Point[]; points: Point[] } {
  const minute = () => Math.floor(random() * 600 + 480) * 60_000;
  const anyFault = (name: string): Point => ({
    name,
    source: `db-${1 + Math.floor(random() * 4)}`,
    ms: FIRST_DAY + Math.floor(random() * 20) * DAY + minute(),
  });
  const own = Array.from({ length: faults }, () => anyFault("disk full"));
  const others = Array.from({ length: 12 }, () => anyFault("failover"));
  const alerts = Array.from({ length: 25 }, () => ({
    ...anyFault("ErrorRate"),
    ms: FIRST_DAY + Math.floor(random() * 20 * DAY),
  }));
  return { faults: own, points: [...own, ...others, ...alerts] };
}

function follow(faults: Point[], lagSecondsOf: (index: number) => number | null): Point[] {
  return faults.flatMap(({ source, ms }, index) => {
    const lag = lagSecondsOf(index);
    return lag === null ? [] : [{ name: "QueueDepth", source, ms: Math.round(ms + 1000 * lag) }];
  });
}

function told(points: Point[]): string[] {
  return findLags(reportsOf(points)).map((lag) => {
    const count = lag.followed.length;
    return `${lag.antecedent} > ${lag.consequent}: ${toldLag({ ...lag, count })} s, ${count} of ${lag.occurrences.length}`;
  });
}

describe("constant lags", () => {
  test.each([
    ["all of seven, three seconds of jitter", 7, 60, [2.4, -3.1, 0.6, 4.2, -1.7, -2.9, 1.8], "60 s, 7 of 7"],
    ["four of seven, to the second", 7, 120, [0, null, 0, 0, null, 0, null], "120 s, 4 of 7"],
    ["three of five, a second of jitter", 5, 300, [0.7, null, -0.9, null, 0.4], "300 s, 3 of 5"],
    ["half a minute with jitter", 7, 30, [1.1, -2.2, 0.4, -0.6, 2.7, -1.9, 0.2], "30 s, 7 of 7"],
    ["a lag that is no round figure", 6, 47.3, [0.1, -0.1, 0, 0.2, -0.2, 0], "47.3 s, 6 of 6"],
  ])("%s", (_what, count, lag, jitter, expected) => {
    const { faults, points } = ordinaryDays(randomOf(count * lag), count);
    const alerts = follow(faults, (index) => {
      const off = jitter[index];
      return off === null || off === undefined ? null : lag + off;
    });
    expect(told([...points, ...alerts])).toEqual([`disk full > QueueDepth: ${expected}`]);
  });

  test("alerts that follow after any time up to a minute, ten minutes or an hour are no pattern", () => {
    const alarms = [60, 600, 3600].flatMap((range) =>
      Array.from({ length: 12 }, (_, seed) => {
        const random = randomOf(range + 7919 * seed);
        const { faults, points } = ordinaryDays(random, 5 + seed);
        return told([...points, ...follow(faults, () => 1 + random() * range)]);
      }).flat(),
    );
    expect(alarms).toEqual([]);
  });

  test("faults that a timetable keeps half an hour apart do not explain the alert of one of them", () => {
    const days = Array.from({ length: 8 }, (_, day) => FIRST_DAY + day * DAY + 36_000_000 + day * 420_000);
    const points = days.flatMap((ms, day) => [
      { name: "failover", source: `db-${day % 3}`, ms },
      { name: "disk full", source: `web-${day % 4}`, ms: ms + 1_800_000 },
      { name: "QueueDepth", source: `web-${day % 4}`, ms: ms + 1_860_000 + 300 * (day % 3) },
    ]);
    const followers = findLags(reportsOf(points)).filter(({ consequent }) => consequent === "QueueDepth");
    expect(followers.map(({ antecedent, isSameSource }) => ({ antecedent, isSameSource }))).toEqual([
      { antecedent: "disk full", isSameSource: true },
    ]);
  });

  test("an event that is told twice, once to the second and once without its machine, counts once", () => {
    const { faults, points } = ordinaryDays(randomOf(5), 6);
    const alerts = follow(faults, (index) => 90 + 0.1 * index);
    const retold = [
      ...alerts.map((alert) => ({ ...alert, ms: Math.floor(alert.ms / 1000) * 1000 })),
      ...faults.map((fault) => ({ ...fault, source: null })),
    ];
    expect(told([...points, ...alerts, ...retold])).toEqual(["disk full > QueueDepth: 90 s, 6 of 6"]);
  });

  test("the order of the reports does not matter", () => {
    const { faults, points } = ordinaryDays(randomOf(11), 9);
    const reports = reportsOf([...points, ...follow(faults, (index) => 45 + (index % 3))]);
    expect(findLags([...reports].reverse())).toEqual(findLags(reports));
  });
});
