import { compareText } from "@/lib/engines/local/text-lines";
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

/**
 * All signals of all reports as points in time, by time, then name, then source. An event that several sessions saw is one
 * point; names with fewer points than `occurrencesMin` are left out.
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
  const counts = new Map<string, number>();
  for (const { name } of byKey.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = new Set<string>();
  let room = POINTS_MAX;
  for (const [name, count] of [...counts].sort((a, b) => a[1] - b[1] || compareText(a[0], b[0]))) {
    if (count > room) break;
    if (count < occurrencesMin) continue;
    kept.add(name);
    room -= count;
  }
  return [...byKey.values()]
    .filter(({ name, ms }) => kept.has(name) && Number.isFinite(ms))
    .sort((a, b) => a.ms - b.ms || compareText(a.name, b.name) || compareText(a.source ?? "", b.source ?? ""));
}
