import { withoutAliases } from "@/lib/engines/local/patterns/lag-aliases";
import { smallestLags } from "@/lib/engines/local/patterns/lag-chains";
import { withoutExplained } from "@/lib/engines/local/patterns/lag-explained";
import { membersOf, momentsOf } from "@/lib/engines/local/patterns/lag-members";
import { LAG_MS_MAX, type LagPairs, lagPairs } from "@/lib/engines/local/patterns/lag-pairs";
import { type LagPoint, lagPoints } from "@/lib/engines/local/patterns/lag-points";
import { isCommonClock } from "@/lib/engines/local/patterns/lag-rhythm";
import {
  countMinOf,
  isPossible,
  logPriorOf,
  meanPerMs,
  type Survey,
  survey,
} from "@/lib/engines/local/patterns/lag-survey";
import { findWindow, WIDTHS_MS } from "@/lib/engines/local/patterns/lag-window";
import type { TranscriptReport } from "@/lib/engines/types";

/** One name follows another after a constant time. */
export type ConstantLag = {
  antecedent: string;
  consequent: string;
  /** Both were told of the same source each time. */
  isSameSource: boolean;
  /** Mean and standard deviation, milliseconds. */
  lagMs: number;
  spreadMs: number;
  /** All points of the antecedent, and those that were followed, each with its follower, in order of time. */
  occurrences: LagPoint[];
  followed: { a: LagPoint; b: LagPoint }[];
  /** Upper bound of the chance that the search finds this where nothing is, 0 to 1. */
  chance: number;
};

/** The largest standard deviation of a constant lag: some seconds of polling, or a share of a long one; short ones less. */
const SPREAD_MAX = { ms: 8000, share: 0.015, shareOfShort: 0.25 };
const PLACES_MIN = 2;
const DAY = 86_400_000;

/** Seen on several days, or first told by several sessions: not one recording read again. */
function isRepeated(followed: ConstantLag["followed"]): boolean {
  const days = new Set(followed.map(({ a }) => Math.floor(a.ms / DAY)));
  const sessions = new Set(followed.map(({ a }) => a.told[0]?.evidence.session_id));
  return days.size >= PLACES_MIN || sessions.size >= PLACES_MIN;
}

function lagOf(world: Survey, hypothesis: LagPairs, tests: number): ConstantLag | null {
  const { antecedent, consequent, isSameSource } = hypothesis;
  const occurrences = world.byName.get(antecedent) ?? [];
  const [first, second] = [world.rhythms.get(antecedent), world.rhythms.get(consequent)];
  if (!first || !second) return null;
  const pairs = [...hypothesis.pairs].sort((x, y) => x.ms - y.ms || x.a - y.a || x.b - y.b);
  const countMin = countMinOf(world, hypothesis);
  // The consequent's: what is told to five minutes keeps a distance of whole steps from anything near such a step.
  const { grainMs } = second;
  const window = findWindow({
    pairs,
    meanPerMs: meanPerMs(world, hypothesis),
    grainMs,
    countMin,
    tests,
    logPrior: logPriorOf(world, hypothesis),
  });
  if (!window || isCommonClock(first, second, window.startMs)) return null;
  const members = membersOf(pairs, window, grainMs);
  if (members.length < countMin) return null;
  const moments = momentsOf(members);
  const { ms, share, shareOfShort } = SPREAD_MAX;
  const spreadMax = Math.min(shareOfShort * moments.lagMs, Math.max(ms, share * moments.lagMs));
  if (moments.spreadMs > Math.max(spreadMax, grainMs)) return null;
  const followed = members.flatMap(({ a, b }) => {
    const [pointA, pointB] = [world.points[a], world.points[b]];
    return pointA && pointB ? [{ a: pointA, b: pointB }] : [];
  });
  if (!isRepeated(followed)) return null;
  return { antecedent, consequent, isSameSource, ...moments, occurrences, followed, chance: window.chance };
}

/** Of the two readings of a pair of names the one with the smaller chance; the same source when they are alike. */
function betterReading(lags: ConstantLag[]): ConstantLag[] {
  const byPair = new Map<string, ConstantLag>();
  for (const lag of lags) {
    const key = `${lag.antecedent}\u0000${lag.consequent}`;
    const known = byPair.get(key);
    if (!known || lag.chance < known.chance || (lag.chance === known.chance && lag.isSameSource)) byPair.set(key, lag);
  }
  return [...byPair.values()];
}

/**
 * Names that follow other names after a constant lag (one second to a day) across all reports, each pair once, strongest
 * first. What a chain of two lags or a stronger lag explains is left out, and so is the way back. Order of the reports does
 * not matter. How lags are found, and how well: docs/decisions/0015-constant-lags.md.
 */
export function findLags(reports: TranscriptReport[]): ConstantLag[] {
  const world = survey(withoutAliases(lagPoints(reports)));
  const possible = lagPairs(world.points).filter((hypothesis) => isPossible(world, hypothesis));
  const tests = WIDTHS_MS.length * possible.reduce((sum, { pairs }) => sum + pairs.length, 0);
  const lags = possible.flatMap((hypothesis) => lagOf(world, hypothesis, tests) ?? []);
  return withoutExplained(smallestLags(betterReading(lags).filter(({ lagMs }) => lagMs <= LAG_MS_MAX)));
}
