/** How a name's points lie in time. */
export type Rhythm = {
  count: number;
  /** All its times are multiples of this many milliseconds: how exactly they were told. */
  grainMs: number;
  /** The gap that most of its points keep, when they come by the clock; else null. */
  periodMs: number | null;
};

const GRAINS_MS = [3_600_000, 600_000, 300_000, 60_000, 10_000, 1000, 100, 10];
/** Share of the gaps that have to be the usual one, give or take 2 %. */
const REGULAR_SHARE_MIN = 0.6;
const GAPS_MIN = 4;

/** `times` are milliseconds in ascending order. */
export function rhythmOf(times: number[]): Rhythm {
  const grainMs = GRAINS_MS.find((grain) => times.every((ms) => ms % grain === 0)) ?? 1;
  const gaps = times.slice(1).map((ms, index) => ms - (times[index] ?? ms));
  const sorted = [...gaps].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = gaps.filter((gap) => Math.abs(gap - usual) <= Math.max(grainMs, usual * 0.02)).length;
  const isRegular = gaps.length >= GAPS_MIN && usual > 0 && near >= REGULAR_SHARE_MIN * gaps.length;
  return { count: times.length, grainMs, periodMs: isRegular ? usual : null };
}

/** Two things that both come by the clock keep their distance whatever causes them, unless they come very seldom. */
export function isCommonClock(a: Rhythm, b: Rhythm, lagMs: number): boolean {
  if (a.periodMs === null || b.periodMs === null) return false;
  return Math.min(a.periodMs, b.periodMs) <= Math.max(3_600_000, 20 * lagMs);
}
