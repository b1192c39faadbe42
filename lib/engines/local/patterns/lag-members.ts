import type { ConstantLag } from "@/lib/engines/local/patterns/find-lags";
import type { LagPairs } from "@/lib/engines/local/patterns/lag-pairs";
import type { LagPoint } from "@/lib/engines/local/patterns/lag-points";
import type { LagWindow } from "@/lib/engines/local/patterns/lag-window";

/** Members are looked for this far around the lag where few others are: the first crowd shows the jitter too small. */
const REACH_MS = 10_000;
const STRANGERS_MAX = 0.3;

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

/** Mean and standard deviation of the lags, milliseconds. */
export function momentsOf(pairs: LagPairs["pairs"]): { lagMs: number; spreadMs: number } {
  const lagMs = pairs.reduce((sum, { ms }) => sum + ms, 0) / pairs.length;
  const squares = pairs.reduce((sum, { ms }) => sum + (ms - lagMs) ** 2, 0);
  return { lagMs, spreadMs: pairs.length < 2 ? 0 : Math.sqrt(squares / (pairs.length - 1)) };
}

/** All that follow after about the lag of the window: as far from it as strangers are not to be expected. */
export function membersOf(pairs: LagPairs["pairs"], window: LagWindow, grainMs: number): LagPairs["pairs"] {
  const core = matched(pairs, window.startMs + window.widthMs / 2, window.widthMs / 2);
  const { lagMs, spreadMs } = momentsOf(core);
  const near = Math.min(lagMs / 2, Math.max(3 * spreadMs, grainMs, 500));
  const far = Math.max(near, Math.min(lagMs / 2, REACH_MS));
  const others = pairs.filter(({ ms }) => ms >= lagMs / 2 && ms <= 2 * lagMs && Math.abs(ms - lagMs) > far).length;
  const strangers = (others * 2 * far) / Math.max(1, 1.5 * lagMs - 2 * far);
  return matched(pairs, lagMs, strangers <= STRANGERS_MAX ? far : near);
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
