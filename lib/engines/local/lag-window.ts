import { binomialTail, poissonTail } from "@/lib/engines/local/lag-chance";
import type { LagPairs } from "@/lib/engines/local/lag-pairs";

/** A run of lags that lie close together. */
export type LagWindow = { startMs: number; widthMs: number; count: number; chance: number };

export type WindowInput = {
  /** By lag, ascending. */
  pairs: LagPairs["pairs"];
  /** Points followed by chance in a window of one millisecond, if both names came independently. */
  meanPerMs: number;
  /** How exactly the consequent's times are told. */
  grainMs: number;
  /** Points of the antecedent. */
  occurrences: number;
  /** Fewest followed points worth looking at. */
  countMin: number;
  /** Number of windows that are tried in the whole search: the first test is corrected by it (Bonferroni). */
  tests: number;
};

export const WIDTHS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000];
/** A lag that varies by more than a quarter of itself is not constant; some seconds of polling and delivery are nothing against it. */
const WIDTH_SHARE_MAX = 0.25;
const SLACK_MS = 15_000;
const SLACK_SHARE_MAX = 0.8;
const CHANCE_MAX = 1e-3;
const LOCAL_CHANCE_MAX = 1e-4;
/** The lags that a window must stand out from: from a quarter of the lag to four times as much, and at least to four minutes. */
const AROUND = { from: 1 / 4, to: 4 };
const AROUND_MS_MIN = 240_000;
/** Times told to the minute have few places for a lag of minutes: there so many in one place, nearly all, of this range count. */
const EXACT_COUNT_MIN = 4;
const EXACT_SHARE_MIN = 0.8;
const EXACT_RANGE_MS = 3_600_000;

/** The widest window that a constant lag of `lagMs` may fill. */
export function widthMax(lagMs: number): number {
  return Math.max(WIDTH_SHARE_MAX * lagMs, Math.min(SLACK_SHARE_MAX * lagMs, SLACK_MS));
}

/** Index of the first pair with at least `ms`. */
function lowerBound(pairs: WindowInput["pairs"], ms: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle]?.ms ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Two tests, both have to be passed. The first asks whether so many points are followed within the window if the consequent
 * comes independently (Poisson, corrected for all windows tried). The second asks whether a consequent that does follow, but
 * after any time, would crowd into so narrow a window (binomial, a scan statistic corrected for the windows of this pair).
 */
function chanceOf(input: WindowInput, startMs: number, widthMs: number, count: number): number | null {
  const { pairs, grainMs } = input;
  const width = grainMs * (Math.floor(widthMs / grainMs) + 1);
  const chance = poissonTail(count, input.meanPerMs * width) * input.tests;
  if (chance > CHANCE_MAX) return null;
  const middle = startMs + widthMs / 2;
  const [from, to] = [middle * AROUND.from, Math.max(middle * AROUND.to, AROUND_MS_MIN)];
  const around = lowerBound(pairs, to) - lowerBound(pairs, from);
  const range = to - from;
  const scales = Math.max(1, WIDTHS_MS.filter((each) => each <= widthMax(middle)).length);
  const local = binomialTail(count - 1, around - 1, width / range) * around * scales;
  if (local <= LOCAL_CHANCE_MAX) return Math.min(1, Math.max(chance, local));
  const isExact = widthMs < grainMs && count >= EXACT_COUNT_MIN && count >= EXACT_SHARE_MIN * input.occurrences;
  const places = Math.max(range, EXACT_RANGE_MS) / width;
  const exact = isExact ? binomialTail(count, around, 1 / places) * places : 1;
  return exact <= LOCAL_CHANCE_MAX ? Math.min(1, Math.max(chance, exact)) : null;
}

/** Windows of one width that pass, one scan over the pairs. */
function scan(input: WindowInput, widthMs: number): LagWindow[] {
  const { pairs, countMin, grainMs } = input;
  const [as, bs] = [new Map<number, number>(), new Map<number, number>()];
  const change = (counts: Map<number, number>, id: number, by: number) => {
    const count = (counts.get(id) ?? 0) + by;
    if (count === 0) counts.delete(id);
    else counts.set(id, count);
  };
  const windows: LagWindow[] = [];
  let end = 0;
  let best = 0;
  pairs.forEach((pair) => {
    for (let next = pairs[end]; next && next.ms <= pair.ms + widthMs; next = pairs[end]) {
      change(as, next.a, 1);
      change(bs, next.b, 1);
      end += 1;
    }
    // A point counts once, and so does its follower.
    const count = Math.min(as.size, bs.size);
    // What is much less than the best window of this width so far is no better explanation.
    if (count >= countMin && count >= best / 2 && (widthMs <= widthMax(pair.ms + widthMs / 2) || widthMs < grainMs)) {
      const chance = chanceOf(input, pair.ms, widthMs, count);
      if (chance !== null) windows.push({ startMs: pair.ms, widthMs, count, chance });
      if (chance !== null) best = Math.max(best, count);
    }
    change(as, pair.a, -1);
    change(bs, pair.b, -1);
  });
  return windows;
}

/**
 * The window in which the lags concentrate beyond chance, or null. Of several the earliest that has nearly the most points
 * (the next but one follower also keeps its distance), and there the least probable one.
 */
export function findWindow(input: WindowInput): LagWindow | null {
  const windows = WIDTHS_MS.flatMap((width) => scan(input, width));
  const most = windows.reduce((max, { count }) => Math.max(max, count), 0);
  const good = windows.filter(({ count }) => count >= 0.8 * most).sort((a, b) => a.startMs - b.startMs);
  const [first] = good;
  if (!first) return null;
  const overlapping = good.filter(({ startMs }) => startMs <= first.startMs + first.widthMs);
  return overlapping.reduce((best, each) => (each.chance < best.chance ? each : best), first);
}
