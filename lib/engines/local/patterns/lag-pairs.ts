import type { LagPoint } from "@/lib/engines/local/patterns/lag-points";

/** Points of one name that come after points of another: indexes into the points, and the time between in milliseconds. */
export type LagPairs = {
  antecedent: string;
  consequent: string;
  /** Whether only points of the same source are paired. */
  isSameSource: boolean;
  pairs: { a: number; b: number; ms: number }[];
};

export const LAG_MS_MIN = 1000;
export const LAG_MS_MAX = 86_400_000;
/** Pairs looked at in all; it bounds time and memory however dense the signals are. */
const STEPS_MAX = 500_000;
const STEPS_PER_POINT_MIN = 30;
/** A constant lag is among the first followers of a kind, or the kind is so common that nothing can be told. */
const FOLLOWERS_MAX = 8;

type Collected = { points: LagPoint[]; names: number[]; nameCount: number; found: Map<number, LagPairs> };

/** Adds the pairs that begin at one point. Names are numbers here: this is the innermost loop of a dream. */
function pairFrom({ points, names, nameCount, found }: Collected, a: number, end: number): void {
  const first = points[a];
  const taken = new Map<number, number>();
  const add = (b: number, second: LagPoint, isSameSource: boolean, ms: number) => {
    const follower = 2 * (names[b] ?? 0) + (isSameSource ? 1 : 0);
    const count = taken.get(follower) ?? 0;
    if (!first || count >= FOLLOWERS_MAX) return;
    taken.set(follower, count + 1);
    const key = (names[a] ?? 0) * 2 * nameCount + follower;
    const known = found.get(key);
    if (known) known.pairs.push({ a, b, ms });
    else found.set(key, { antecedent: first.name, consequent: second.name, isSameSource, pairs: [{ a, b, ms }] });
  };
  for (let b = a + 1; first && b < end; b += 1) {
    const second = points[b];
    const ms = (second?.ms ?? Number.POSITIVE_INFINITY) - first.ms;
    if (!second || ms > LAG_MS_MAX) break;
    if (ms < LAG_MS_MIN || names[b] === names[a]) continue;
    add(b, second, false, ms);
    if (first.source !== null && first.source === second.source) add(b, second, true, ms);
  }
}

/**
 * For each two names the pairs at most a day apart, once from any source and once from the same. Every point is paired with
 * the points that follow it, up to a number that keeps the whole cost linear, and with at most eight of a name.
 */
export function lagPairs(points: LagPoint[]): LagPairs[] {
  const steps = Math.max(STEPS_PER_POINT_MIN, Math.floor(STEPS_MAX / Math.max(1, points.length)));
  const numbers = new Map<string, number>();
  for (const { name } of points) if (!numbers.has(name)) numbers.set(name, numbers.size);
  const names = points.map(({ name }) => numbers.get(name) ?? 0);
  const collected: Collected = { points, names, nameCount: numbers.size, found: new Map() };
  for (let a = 0; a < points.length; a += 1) pairFrom(collected, a, Math.min(points.length, a + 1 + steps));
  return [...collected.found.values()];
}
