import type { LagPoint } from "@/lib/engines/local/patterns/lag-points";
import { compareText } from "@/lib/engines/local/text/text-lines";

/** Two reports of one event differ by less: logs cut their times to seconds. */
const SAME_MOMENT_MS = 1000;
/** Share of the occurrences of both names that have to coincide. */
const SHARE_MIN = 0.8;
const NEIGHBOURS_MAX = 20;

/**
 * The points without names that only say again what another name says: two names whose points coincide nearly always are
 * one event in two forms (a log line and its alert). The more frequent name stays, then the shorter one.
 */
export function withoutAliases(points: LagPoint[]): LagPoint[] {
  const counts = new Map<string, number>();
  const together = new Map<string, { names: [string, string]; count: number }>();
  points.forEach((point, index) => {
    counts.set(point.name, (counts.get(point.name) ?? 0) + 1);
    const met = new Set<string>();
    for (const other of points.slice(index + 1, index + 1 + NEIGHBOURS_MAX)) {
      if (other.ms - point.ms >= SAME_MOMENT_MS) break;
      const isElsewhere = point.source !== null && other.source !== null && point.source !== other.source;
      if (other.name === point.name || isElsewhere || met.has(other.name)) continue;
      met.add(other.name);
      const names: [string, string] =
        compareText(point.name, other.name) < 0 ? [point.name, other.name] : [other.name, point.name];
      const key = names.join("\u0000");
      const known = together.get(key) ?? { names, count: 0 };
      known.count += 1;
      together.set(key, known);
    }
  });
  const gone = new Set<string>();
  for (const { names, count } of [...together.values()].sort((a, b) => compareText(a.names.join(), b.names.join()))) {
    const [first, second] = names;
    const [countFirst, countSecond] = [counts.get(first) ?? 0, counts.get(second) ?? 0];
    if (gone.has(first) || gone.has(second) || count < SHARE_MIN * Math.max(countFirst, countSecond)) continue;
    const isFirstBetter = countFirst - countSecond || second.length - first.length || compareText(second, first);
    gone.add(isFirstBetter > 0 ? second : first);
  }
  return gone.size === 0 ? points : points.filter(({ name }) => !gone.has(name));
}
