import { withoutAliases } from "@/lib/engines/local/lag-aliases";
import { smallestLags } from "@/lib/engines/local/lag-chains";
import { LAG_MS_MAX, type LagPairs, lagPairs } from "@/lib/engines/local/lag-pairs";
import { type LagPoint, lagPoints, OCCURRENCES_MIN } from "@/lib/engines/local/lag-points";
import { isCommonClock, type Rhythm, rhythmOf } from "@/lib/engines/local/lag-rhythm";
import { findWindow, WIDTHS_MS, widthMax } from "@/lib/engines/local/lag-window";
import { compareText } from "@/lib/engines/local/text-lines";
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

/** Fewer of its occurrences followed make no rule. */
const SHARE_MIN = 1 / 3;
/** The standard deviation may be this share of the widest window: two standard deviations to either side. */
const SPREAD_SHARE_MAX = 0.5;
const PLACES_MIN = 2;
const HOUR = 3_600_000;

type Survey = {
  points: LagPoint[];
  byName: Map<string, LagPoint[]>;
  rhythms: Map<string, Rhythm>;
  /** Time in which anything was seen, in whole hours; rates are taken over it. */
  activeMs: number;
};

function survey(points: LagPoint[]): Survey {
  const byName = new Map<string, LagPoint[]>();
  for (const point of points) {
    const known = byName.get(point.name);
    if (known) known.push(point);
    else byName.set(point.name, [point]);
  }
  const rhythms = new Map([...byName].map(([name, own]) => [name, rhythmOf(own.map(({ ms }) => ms))] as const));
  const activeMs = HOUR * new Set(points.map(({ ms }) => Math.floor(ms / HOUR))).size;
  return { points, byName, rhythms, activeMs };
}

/** How many antecedents a consequent follows by chance in a window of one millisecond. */
function meanPerMs({ byName, activeMs }: Survey, { antecedent, consequent, isSameSource }: LagPairs): number {
  const [firsts, seconds] = [byName.get(antecedent) ?? [], byName.get(consequent) ?? []];
  if (!isSameSource) return (firsts.length * seconds.length) / activeMs;
  const bySource = new Map<string | null, number>();
  for (const { source } of seconds) bySource.set(source, (bySource.get(source) ?? 0) + 1);
  return firsts.reduce((sum, { source }) => sum + (source === null ? 0 : (bySource.get(source) ?? 0)), 0) / activeMs;
}

/** One follower for each point and one point for each follower, those nearest to the lag first. */
function matched(pairs: LagPairs["pairs"], lagMs: number, toleranceMs: number): LagPairs["pairs"] {
  const near = pairs.filter(({ ms }) => Math.abs(ms - lagMs) <= toleranceMs);
  near.sort((x, y) => Math.abs(x.ms - lagMs) - Math.abs(y.ms - lagMs) || x.a - y.a || x.b - y.b);
  const [as, bs] = [new Set<number>(), new Set<number>()];
  const chosen = near.filter(({ a, b }) => {
    if (as.has(a) || bs.has(b)) return false;
    as.add(a);
    bs.add(b);
    return true;
  });
  return chosen.sort((x, y) => x.a - y.a);
}

function momentsOf(pairs: LagPairs["pairs"]): { lagMs: number; spreadMs: number } {
  const lagMs = pairs.reduce((sum, { ms }) => sum + ms, 0) / pairs.length;
  const squares = pairs.reduce((sum, { ms }) => sum + (ms - lagMs) ** 2, 0);
  return { lagMs, spreadMs: pairs.length < 2 ? 0 : Math.sqrt(squares / (pairs.length - 1)) };
}

/** The points of two names with a known lag between them, all within `toleranceMs` of it; cost is that of one merge. */
export function matchFollowers(input: {
  points: LagPoint[];
  antecedent: string;
  consequent: string;
  isSameSource: boolean;
  lagMs: number;
  toleranceMs: number;
}): Omit<ConstantLag, "lagMs" | "spreadMs" | "chance"> {
  const { points, antecedent, consequent, isSameSource, lagMs, toleranceMs } = input;
  const occurrences = points.filter(({ name }) => name === antecedent);
  const followers = points.filter(({ name }) => name === consequent);
  const pairs: LagPairs["pairs"] = [];
  let start = 0;
  occurrences.forEach(({ ms, source }, a) => {
    while ((followers[start]?.ms ?? Number.POSITIVE_INFINITY) < ms + lagMs - toleranceMs) start += 1;
    for (let b = start; b < followers.length; b += 1) {
      const follower = followers[b];
      if (!follower || follower.ms > ms + lagMs + toleranceMs) break;
      if (!isSameSource || source === follower.source) pairs.push({ a, b, ms: follower.ms - ms });
    }
  });
  const members = matched(pairs, lagMs, toleranceMs);
  const followed = members.flatMap(({ a, b }) => {
    const [pointA, pointB] = [occurrences[a], followers[b]];
    return pointA && pointB ? [{ a: pointA, b: pointB }] : [];
  });
  return { antecedent, consequent, isSameSource, occurrences, followed };
}

/** Seen on several days, or first told by several sessions: not one recording read again. */
function isRepeated(followed: ConstantLag["followed"]): boolean {
  const days = new Set(followed.map(({ a }) => Math.floor(a.ms / (24 * HOUR))));
  const sessions = new Set(followed.map(({ a }) => a.told[0]?.evidence.session_id));
  return days.size >= PLACES_MIN || sessions.size >= PLACES_MIN;
}

function lagOf(world: Survey, hypothesis: LagPairs, tests: number): ConstantLag | null {
  const { antecedent, consequent, isSameSource } = hypothesis;
  const occurrences = world.byName.get(antecedent) ?? [];
  const [first, second] = [world.rhythms.get(antecedent), world.rhythms.get(consequent)];
  if (!first || !second) return null;
  const pairs = [...hypothesis.pairs].sort((x, y) => x.ms - y.ms || x.a - y.a || x.b - y.b);
  const countMin = Math.max(OCCURRENCES_MIN, Math.ceil(SHARE_MIN * occurrences.length));
  // The consequent's: what is told to five minutes keeps a distance of whole steps from anything near such a step.
  const { grainMs } = second;
  const window = findWindow({
    pairs,
    meanPerMs: meanPerMs(world, hypothesis),
    grainMs,
    countMin,
    tests,
    occurrences: occurrences.length,
  });
  if (!window || isCommonClock(first, second, window.startMs)) return null;
  const middle = window.startMs + window.widthMs / 2;
  let members = matched(pairs, middle, window.widthMs / 2);
  const { lagMs, spreadMs } = momentsOf(members);
  members = matched(pairs, lagMs, Math.min(lagMs / 2, Math.max(3 * spreadMs, grainMs, 500)));
  if (members.length < countMin) return null;
  const moments = momentsOf(members);
  if (moments.spreadMs > SPREAD_SHARE_MAX * widthMax(moments.lagMs)) return null;
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

/** Could hold enough followed points; all others are not tested and need no correction. */
function isPossible({ byName }: Survey, { antecedent, pairs }: LagPairs): boolean {
  const needed = Math.max(OCCURRENCES_MIN, Math.ceil(SHARE_MIN * (byName.get(antecedent)?.length ?? 0)));
  return new Set(pairs.map(({ a }) => a)).size >= needed && new Set(pairs.map(({ b }) => b)).size >= OCCURRENCES_MIN;
}

/**
 * Names that follow other names after a constant lag (one second to a day) across all reports, each pair once, strongest
 * first. What a chain of two lags explains is left out, and so is the way back. Order of the reports does not matter.
 */
export function findLags(reports: TranscriptReport[]): ConstantLag[] {
  const world = survey(withoutAliases(lagPoints(reports)));
  const possible = lagPairs(world.points).filter((hypothesis) => isPossible(world, hypothesis));
  const tests = WIDTHS_MS.length * possible.reduce((sum, { pairs }) => sum + pairs.length, 0);
  const lags = possible.flatMap((hypothesis) => lagOf(world, hypothesis, tests) ?? []);
  return smallestLags(betterReading(lags).filter(({ lagMs }) => lagMs <= LAG_MS_MAX)).sort(
    (x, y) =>
      x.chance - y.chance ||
      y.followed.length - x.followed.length ||
      compareText(x.antecedent, y.antecedent) ||
      compareText(x.consequent, y.consequent),
  );
}
