import { compareText } from "@/lib/engines/local/text/text-lines";
import type { TimedSignal, TranscriptReport } from "@/lib/engines/types";

/** One thing that happened, however many sessions tell of it. */
export type LagPoint = {
  name: string;
  source: string | null;
  ms: number;
  /** From the sessions that tell of it, in order of session id; never empty. */
  told: TimedSignal[];
};

/** Beyond this the commonest names are left out: they are logged all the time and follow everything. */
const POINTS_MAX = 15_000;
/** Fewer occurrences than this are no pattern. */
export const OCCURRENCES_MIN = 3;

const SECOND = 1000;

/** Points by what they have in common; each list in the order of the points. */
function grouped(points: LagPoint[], keyOf: (point: LagPoint) => unknown[]): LagPoint[][] {
  const groups = new Map<string, LagPoint[]>();
  for (const point of points) {
    const key = JSON.stringify(keyOf(point));
    const known = groups.get(key);
    if (known) known.push(point);
    else groups.set(key, [point]);
  }
  return [...groups.values()];
}

/** In each group of two the vaguer point is told by the exacter one; a group of more does not say which. */
function joined(groups: LagPoint[][], isVague: (point: LagPoint) => boolean): LagPoint[] {
  return groups.flatMap((group) => {
    const vague = group.find(isVague);
    const exact = group.find((point) => point !== vague && !isVague(point));
    if (group.length !== 2 || !vague || !exact) return group;
    const told = [...exact.told, ...vague.told].sort((a, b) =>
      compareText(a.evidence.session_id, b.evidence.session_id),
    );
    return [{ ...exact, told }];
  });
}

/** One point for one event that is told twice: once to the second and once more exactly, or once without its machine. */
function withoutRetold(points: LagPoint[]): LagPoint[] {
  const bySecond = grouped(points, ({ name, source, ms }) => [name, source, Math.floor(ms / SECOND)]);
  const exact = joined(bySecond, ({ ms }) => ms % SECOND === 0);
  return joined(
    grouped(exact, ({ name, ms }) => [name, ms]),
    ({ source }) => source === null,
  );
}

/**
 * All signals of all reports as points in time, by time, then name, then source. An event that several sessions saw is one
 * point, also when they tell it more or less exactly; names with fewer points than `occurrencesMin` are left out.
 */
export function lagPoints(reports: TranscriptReport[], occurrencesMin = OCCURRENCES_MIN): LagPoint[] {
  const byKey = new Map<string, LagPoint>();
  const ordered = [...reports].sort((a, b) => compareText(a.sessionId, b.sessionId));
  for (const signal of ordered.flatMap(({ signals }) => signals)) {
    const { name, source, at } = signal;
    const key = JSON.stringify([name, source, at]);
    const point = byKey.get(key);
    if (point) point.told.push(signal);
    else byKey.set(key, { name, source, ms: Date.parse(at), told: [signal] });
  }
  const points = withoutRetold([...byKey.values()].filter(({ ms }) => Number.isFinite(ms)));
  const counts = new Map<string, number>();
  for (const { name } of points) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = new Set<string>();
  let room = POINTS_MAX;
  for (const [name, count] of [...counts].sort((a, b) => a[1] - b[1] || compareText(a[0], b[0]))) {
    if (count > room) break;
    if (count < occurrencesMin) continue;
    kept.add(name);
    room -= count;
  }
  return points
    .filter(({ name }) => kept.has(name))
    .sort((a, b) => a.ms - b.ms || compareText(a.name, b.name) || compareText(a.source ?? "", b.source ?? ""));
}
