import { scaleLinear, scaleUtc } from "d3-scale";
import { line } from "d3-shape";
import type { EffectResource, Measure } from "@/lib/effect/schema";

export const WIDTH = 600;
export const HEIGHT = 120;
/** Room for points at the edges. */
const EDGE = 6;

export type ChartShape = {
  /** Value at the top of the chart. */
  top: number;
  count: number;
  mean: number | null;
  /** One dot per session, as a path of lines without length. */
  points: string;
  /** Means between the changes by reviews, as level lines. */
  means: string;
  /** Distance from the left, 0 to 1. */
  markers: { at: number; adoption: EffectResource["adoptions"][number] }[];
};

type Point = { time: number; value: number };
type Level = { x: number; y: number | null };

const meanOf = (points: readonly Point[]): number | null =>
  points.length === 0 ? null : points.reduce((sum, { value }) => sum + value, 0) / points.length;

/** Where things stand in the chart of one measure, in units of a box of 600 by 120. */
export function chartShape(effect: EffectResource, measure: Measure): ChartShape {
  const points = effect.sessions.flatMap((session): Point[] => {
    const value = session[measure];
    return value === null ? [] : [{ time: Date.parse(session.created_at), value }];
  });
  const [from, to] = [Date.parse(effect.from), Date.parse(effect.to)];
  const x = scaleUtc([from, Math.max(to, from + 1)], [EDGE, WIDTH - EDGE]);
  const y = scaleLinear([0, Math.max(...points.map(({ value }) => value), 0) || 1], [HEIGHT - EDGE, EDGE]).nice(2);
  const changes = effect.adoptions.flatMap(({ created_at, undone_at }) =>
    [created_at, ...(undone_at === null ? [] : [undone_at])].map((at) => Date.parse(at)),
  );
  const ends = [from, ...changes.filter((time) => time > from && time < to).sort((a, b) => a - b), to];
  const levels = ends.slice(1).flatMap((end, index): Level[] => {
    const start = ends[index] ?? from;
    const isLast = index === ends.length - 2;
    const mean = meanOf(points.filter(({ time }) => time >= start && (time < end || (isLast && time === end))));
    const level = mean === null ? null : y(mean);
    // The gap lets one level end before the next one begins.
    return [
      { x: x(start), y: level },
      { x: x(end), y: level },
      { x: x(end), y: null },
    ];
  });
  const drawn = line<Level>()
    .defined((level) => level.y !== null)
    .x((level) => level.x)
    .y((level) => level.y ?? 0);
  return {
    top: y.domain()[1] ?? 1,
    count: points.length,
    mean: meanOf(points),
    points: points.map(({ time, value }) => `M${x(time).toFixed(1)},${y(value).toFixed(1)}h0`).join(""),
    means: drawn(levels) ?? "",
    markers: effect.adoptions.map((adoption) => ({ at: x(Date.parse(adoption.created_at)) / WIDTH, adoption })),
  };
}
