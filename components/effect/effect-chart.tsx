import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { plural } from "@/components/ui/number-text";
import { dayText } from "@/components/ui/time-text";
import type { EffectResource, Measure } from "@/lib/effect/schema";
import { type ChartShape, chartShape, HEIGHT, WIDTH } from "./chart-shape";
import { MEASURE_TEXT, valueText } from "./measure-text";

/** One measure over time: a dot per session, the mean between reviews as a line, adoptions as links. */
export function EffectChart({ effect, measure }: { effect: EffectResource; measure: Measure }) {
  const { name, note } = MEASURE_TEXT[measure];
  const shape = chartShape(effect, measure);
  const now = Date.parse(effect.to);
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="text-13 font-medium">{name}</h3>
        <span className="text-12 text-ink-3">{note}</span>
      </figcaption>
      {shape.count === 0 ? (
        <p className="mt-2 border-y py-3 text-13 text-ink-2">No session in this time tells it.</p>
      ) : (
        <Drawing shape={shape} measure={measure} now={now} />
      )}
      <div className="mt-1 flex justify-between text-12 text-ink-3">
        <span>{dayText(effect.from, now)}</span>
        <span>{shape.count > 0 && `${plural(shape.count, "session")}, mean ${valueText(measure, shape.mean)}`}</span>
        <span>{dayText(effect.to, now)}</span>
      </div>
    </figure>
  );
}

function Drawing({ shape, measure, now }: { shape: ChartShape; measure: Measure; now: number }) {
  const { name } = MEASURE_TEXT[measure];
  return (
    <div className="mt-2 flex gap-2">
      <div aria-hidden className="flex w-12 shrink-0 flex-col justify-between text-right text-12 text-ink-3">
        <span>{valueText(measure, shape.top)}</span>
        <span>0</span>
      </div>
      <div className="relative h-32 min-w-0 flex-1 border-y">
        <svg
          role="img"
          aria-label={`${name}: ${plural(shape.count, "session")}, mean ${valueText(measure, shape.mean)}. As a table: the table view.`}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
          fill="none"
        >
          <path
            d={shape.points}
            className="stroke-ink-3"
            strokeWidth="5"
            strokeLinecap="round"
            strokeOpacity="0.65"
            vectorEffect="non-scaling-stroke"
          />
          <path d={shape.means} className="stroke-accent" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        </svg>
        {shape.markers.map(({ at, adoption }) => (
          <Link
            key={adoption.adoption_id}
            href={`/dreams/${adoption.dream_id}/review`}
            title={`Adopted ${dayText(adoption.created_at, now)}${adoption.undone_at === null ? "" : ", undone"}: open the review`}
            aria-label={`Adoption of ${dayText(adoption.created_at, now)}: open the review`}
            className="group/mark absolute inset-y-0 w-6 -translate-x-1/2"
            style={{ left: `${(at * 100).toFixed(2)}%` }}
          >
            <span
              className={cx(
                "mx-auto block h-full w-0 border-l border-dashed group-hover/mark:border-solid",
                adoption.undone_at === null ? "border-accent" : "border-ink-3",
              )}
            />
          </Link>
        ))}
      </div>
    </div>
  );
}
