import fc from "fast-check";
import { expect, test } from "vitest";
import { compareMeans, SESSIONS_MIN, studentQuantile } from "./compare-means";

const repeat = (pattern: number[], times: number) => Array.from({ length: times }, () => pattern).flat();

test.each([
  [5, 2.5706],
  [7, 2.3646],
  [10, 2.2281],
  [30, 2.0423],
  [1_000, 1.9623],
])("the t quantile for %i degrees of freedom is the one in the tables", (freedom, quantile) => {
  expect(Math.abs(studentQuantile(freedom) - quantile)).toBeLessThan(0.01);
});

test("the interval is Welch's: an example computed by hand", () => {
  // Means 2 and 5, variances of the means 8/7/8 and 8/7/8: half width t(14) * sqrt(2/7) = 2.1448 * 0.5345.
  const { difference, interval, verdict } = compareMeans(repeat([1, 3], 4), repeat([4, 6], 4));
  expect(difference).toBe(3);
  expect(interval?.low).toBeCloseTo(3 - 1.1464, 2);
  expect(interval?.high).toBeCloseTo(3 + 1.1464, 2);
  expect(verdict).toBe("more");
});

test("a clear drop is fewer, a blurred one no clear change", () => {
  expect(compareMeans(repeat([4, 6], 4), repeat([1, 3], 4)).verdict).toBe("fewer");
  expect(compareMeans(repeat([0, 9], 4), repeat([0, 7], 4)).verdict).toBe("no_clear_change");
  expect(compareMeans(repeat([0], 8), repeat([0], 8))).toMatchObject({
    interval: { low: 0, high: 0 },
    verdict: "no_clear_change",
  });
});

test("below eight sessions on a side nothing is said, however large the difference", () => {
  const few = repeat([0], SESSIONS_MIN - 1);
  expect(compareMeans(few, repeat([100], 50))).toMatchObject({ interval: null, verdict: "too_few_sessions" });
  expect(compareMeans(repeat([100], 50), few)).toMatchObject({ difference: -100, verdict: "too_few_sessions" });
  expect(compareMeans([], [1])).toMatchObject({ before: { count: 0, mean: null }, difference: null });
});

const samples = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 0, maxLength: 30 });

test("whatever the figures: the interval holds the difference, and turning the sides round turns the verdict round", () => {
  const opposite = {
    fewer: "more",
    more: "fewer",
    no_clear_change: "no_clear_change",
    too_few_sessions: "too_few_sessions",
  };
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      const there = compareMeans(a, b);
      expect(compareMeans(b, a).verdict).toBe(opposite[there.verdict]);
      if (there.interval === null) return;
      expect(there.interval.low).toBeLessThanOrEqual(there.difference ?? Number.NaN);
      expect(there.interval.high).toBeGreaterThanOrEqual(there.difference ?? Number.NaN);
    }),
  );
});
