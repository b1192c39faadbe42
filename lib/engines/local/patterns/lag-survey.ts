import type { LagPairs } from "@/lib/engines/local/patterns/lag-pairs";
import { type LagPoint, OCCURRENCES_MIN } from "@/lib/engines/local/patterns/lag-points";
import { type Rhythm, rhythmOf } from "@/lib/engines/local/patterns/lag-rhythm";

/** Fewer of its occurrences followed make no rule. */
const SHARE_MIN = 1 / 3;
const SHARE_MIN_ELSEWHERE = 0.6;
const HOUR = 3_600_000;
const FINER_SHARE_MIN = 1 / 3;
/** One in a hundred consequents comes by a clock of its own that happens to be as coarse as the antecedent's. */
const LOG_INHERITED = Math.log(100);
/** A consequent on another of many machines than its cause is taken to be one in fifty. */
const LOG_ELSEWHERE = Math.log(50);

/** All points, and what is asked of them again and again. */
export type Survey = {
  points: LagPoint[];
  byName: Map<string, LagPoint[]>;
  rhythms: Map<string, Rhythm>;
  /** Names that are told of more than one machine. */
  ofMany: Set<string>;
  /** How many points have names that are told to these milliseconds. */
  grains: Map<number, number>;
  /** Time in which anything was seen, in whole hours; rates are taken over it. */
  activeMs: number;
};

/** The survey of points in order of time. */
export function survey(points: LagPoint[]): Survey {
  const byName = new Map<string, LagPoint[]>();
  for (const point of points) {
    const known = byName.get(point.name);
    if (known) known.push(point);
    else byName.set(point.name, [point]);
  }
  const rhythms = new Map([...byName].map(([name, own]) => [name, rhythmOf(own.map(({ ms }) => ms))] as const));
  const activeMs = HOUR * new Set(points.map(({ ms }) => Math.floor(ms / HOUR))).size;
  const isOfMany = (own: LagPoint[]) => own.some(({ source }) => source !== own[0]?.source);
  const ofMany = new Set([...byName].flatMap(([name, own]) => (isOfMany(own) ? [name] : [])));
  const grains = new Map<number, number>();
  for (const { grainMs, count } of rhythms.values()) grains.set(grainMs, (grains.get(grainMs) ?? 0) + count);
  return { points, byName, rhythms, ofMany, grains, activeMs };
}

/** Both names are told of several machines, and any two of them are paired. */
function isElsewhere({ ofMany }: Survey, { antecedent, consequent, isSameSource }: LagPairs): boolean {
  return !isSameSource && ofMany.has(antecedent) && ofMany.has(consequent);
}

/** The fewest followed points that make a rule. Work by a timetable keeps distances too: on other machines it takes more. */
export function countMinOf(world: Survey, hypothesis: LagPairs): number {
  const share = isElsewhere(world, hypothesis) ? SHARE_MIN_ELSEWHERE : SHARE_MIN;
  return Math.max(OCCURRENCES_MIN, Math.ceil(share * (world.byName.get(hypothesis.antecedent)?.length ?? 0)));
}

/** Natural logarithm of what is known of two names before their lags are looked at. */
export function logPriorOf(world: Survey, hypothesis: LagPairs): number {
  const { rhythms, points, grains } = world;
  const [first, second] = [rhythms.get(hypothesis.antecedent), rhythms.get(hypothesis.consequent)];
  if (!first || !second) return 0;
  const finer = [...grains].reduce((sum, [grainMs, count]) => sum + (grainMs < second.grainMs ? count : 0), 0);
  // Where others are told more exactly, a consequent has whole minutes from an antecedent that has them.
  const isInherited = first.grainMs >= second.grainMs && finer >= FINER_SHARE_MIN * points.length;
  return (isInherited ? LOG_INHERITED : 0) - (isElsewhere(world, hypothesis) ? LOG_ELSEWHERE : 0);
}

/** How many antecedents a consequent follows by chance in a window of one millisecond. */
export function meanPerMs({ byName, activeMs }: Survey, { antecedent, consequent, isSameSource }: LagPairs): number {
  const [firsts, seconds] = [byName.get(antecedent) ?? [], byName.get(consequent) ?? []];
  if (!isSameSource) return (firsts.length * seconds.length) / activeMs;
  const bySource = new Map<string | null, number>();
  for (const { source } of seconds) bySource.set(source, (bySource.get(source) ?? 0) + 1);
  return firsts.reduce((sum, { source }) => sum + (source === null ? 0 : (bySource.get(source) ?? 0)), 0) / activeMs;
}

/** Could hold enough followed points; all others are not tested and need no correction. */
export function isPossible(world: Survey, hypothesis: LagPairs): boolean {
  const { pairs } = hypothesis;
  const followed = new Set(pairs.map(({ a }) => a)).size;
  return followed >= countMinOf(world, hypothesis) && new Set(pairs.map(({ b }) => b)).size >= OCCURRENCES_MIN;
}
