import { binomialTail, poissonTail } from "@/lib/engines/local/patterns/lag-chance";
import { lagEvidence, lowerBound } from "@/lib/engines/local/patterns/lag-evidence";
import type { LagPairs } from "@/lib/engines/local/patterns/lag-pairs";

/** A run of lags that lie close together. */
export type LagWindow = { startMs: number; widthMs: number; count: number; chance: number };

export type WindowInput = {
  /** By lag, ascending. */
  pairs: LagPairs["pairs"];
  /** Points followed by chance in a window of one millisecond, if both names came independently. */
  meanPerMs: number;
  /** How exactly the consequent's times are told. */
  grainMs: number;
  /** Fewest followed points worth looking at. */
  countMin: number;
  /** Number of windows that are tried in the whole search: the first test is corrected by it (Bonferroni). */
  tests: number;
  /** Natural logarithm of what is known beforehand for (or against) a lag between these two names. */
  logPrior: number;
};

export const WIDTHS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000];
/** A lag that varies by more than a quarter of itself is not constant; some seconds of polling and delivery are nothing against it. */
const WIDTH_SHARE_MAX = 0.25;
const SLACK_MS = 15_000;
const SLACK_SHARE_MAX = 0.8;
const CHANCE_MAX = 1e-3;
/** Chosen on simulated days: see docs/decisions/0015-constant-lags.md. */
const LOG_EVIDENCE_MIN = 4;
/** Exacter than this no two machines agree. */
const GRAIN_MS_MIN = 100;
/** The widest surroundings of the quick look before the evidence is weighed. */
const AROUND_MAX = 64;

/** The widest window that a constant lag of `lagMs` may fill. */
export function widthMax(lagMs: number): number {
  return Math.max(WIDTH_SHARE_MAX * lagMs, Math.min(SLACK_SHARE_MAX * lagMs, SLACK_MS));
}

/**
 * Windows of one width, one scan over the pairs, that hold more points than chance explains if the consequent comes
 * independently (Poisson, corrected for all windows tried); the least probable one.
 */
function scan(input: WindowInput, widthMs: number): LagWindow | null {
  const { pairs, countMin, grainMs, meanPerMs, tests } = input;
  const mean = meanPerMs * grainMs * (Math.floor(widthMs / grainMs) + 1);
  const [as, bs] = [new Map<number, number>(), new Map<number, number>()];
  const change = (counts: Map<number, number>, id: number, by: number) => {
    const count = (counts.get(id) ?? 0) + by;
    if (count === 0) counts.delete(id);
    else counts.set(id, count);
  };
  let best: LagWindow | null = null;
  let end = 0;
  for (const pair of pairs) {
    for (let next = pairs[end]; next && next.ms <= pair.ms + widthMs; next = pairs[end]) {
      change(as, next.a, 1);
      change(bs, next.b, 1);
      end += 1;
    }
    // A point counts once, and so does its follower. Of equal counts the first: the next but one also keeps its distance.
    const count = Math.min(as.size, bs.size);
    const isNarrow = widthMs <= widthMax(pair.ms + widthMs / 2) || widthMs < grainMs;
    if (count >= countMin && count > (best?.count ?? 0) && isNarrow) {
      best = { startMs: pair.ms, widthMs, count, chance: 0 };
    }
    change(as, pair.a, -1);
    change(bs, pair.b, -1);
  }
  if (!best) return null;
  const chance = poissonTail(best.count, mean) * tests;
  return chance <= CHANCE_MAX ? { ...best, chance } : null;
}

/** The window with the chance of both tests together, or null when the second says that any time explains the lags as well. */
function weighed(input: WindowInput, lags: number[], window: LagWindow): LagWindow | null {
  const grainMs = Math.max(GRAIN_MS_MIN, input.grainMs);
  const { startMs, widthMs, count } = window;
  const [start, end] = [lowerBound(lags, startMs), lowerBound(lags, startMs + widthMs + 0.5)];
  const rangeMs = AROUND_MAX * (startMs + widthMs / 2);
  const share = Math.min(1, (grainMs * (Math.floor(widthMs / grainMs) + 1)) / rangeMs);
  const needed = Math.exp(input.logPrior - LOG_EVIDENCE_MIN);
  if (binomialTail(count, lowerBound(lags, rangeMs), share) > needed) return null;
  const log = lagEvidence({ lags, start, end, grainMs }) + input.logPrior;
  return log >= LOG_EVIDENCE_MIN ? { ...window, chance: Math.min(1, Math.max(window.chance, Math.exp(-log))) } : null;
}

/**
 * The window in which the lags concentrate beyond chance, or null. Of several the one with the strongest evidence, the
 * narrower one when it is the same.
 */
export function findWindow(input: WindowInput): LagWindow | null {
  const lags = input.pairs.map(({ ms }) => ms);
  const seen = new Set<string>();
  const windows = WIDTHS_MS.flatMap((width) => {
    const window = scan(input, width);
    const key = window ? `${window.startMs}/${window.count}` : "";
    if (!window || seen.has(key)) return [];
    seen.add(key);
    return weighed(input, lags, window) ?? [];
  });
  return windows.reduce<LagWindow | null>((best, each) => (best && best.chance <= each.chance ? best : each), null);
}
