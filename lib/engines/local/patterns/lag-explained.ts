import type { ConstantLag } from "@/lib/engines/local/patterns/find-lags";
import { type LagPoint, OCCURRENCES_MIN } from "@/lib/engines/local/patterns/lag-points";
import { compareText } from "@/lib/engines/local/text/text-lines";

/** A lag keeps its place when at least this share of its followers is nobody else's. */
const OWN_SHARE_MIN = 0.5;

/** Strongest first: the smallest chance, then the most followers, then the shortest lag, then by name. */
export function compareStrength(x: ConstantLag, y: ConstantLag): number {
  return (
    x.chance - y.chance ||
    y.followed.length - x.followed.length ||
    x.lagMs - y.lagMs ||
    compareText(x.antecedent, y.antecedent) ||
    compareText(x.consequent, y.consequent)
  );
}

/**
 * The lags, strongest first, without those that only tell again what a stronger one tells: incidents that come half an hour
 * apart all keep their distance to the alert that one of them causes. Each follower counts for one lag only.
 */
export function withoutExplained(lags: ConstantLag[]): ConstantLag[] {
  const explained = new Map<string, Set<LagPoint>>();
  return [...lags].sort(compareStrength).filter(({ consequent, followed }) => {
    const known = explained.get(consequent) ?? new Set<LagPoint>();
    const own = followed.filter(({ b }) => !known.has(b));
    if (own.length < Math.max(OCCURRENCES_MIN, OWN_SHARE_MIN * followed.length)) return false;
    for (const { b } of own) known.add(b);
    explained.set(consequent, known);
    return true;
  });
}
