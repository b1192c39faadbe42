import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { exactTime } from "@/components/ui/time-text";
import type { AdoptionEffectResource } from "@/lib/effect/schema";
import { differenceText, MEASURE_TEXT, meansText, VERDICT_TEXT } from "./measure-text";

const columns = {
  measure: { key: "measure", label: "Per session" },
  means: { key: "means", label: "Mean before → after" },
  difference: { key: "difference", label: "Difference (95 % interval)", hideBelow: "rail" },
  verdict: { key: "verdict", label: "What can be said" },
} satisfies Record<string, Column>;

/** The measures before and after one adoption. */
export function AdoptionTable({ effect }: { effect: AdoptionEffectResource }) {
  const { before, after } = effect;
  return (
    <section aria-label={`Adoption of ${exactTime(effect.created_at)}`} className="mb-6 border-y">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-13 font-medium">
        <TextLink href={`/dreams/${effect.dream_id}/review`}>Adopted {exactTime(effect.created_at)}</TextLink>
        {effect.is_automatic && <Chip>by policy</Chip>}
        {effect.undone_at !== null && <Chip>undone {exactTime(effect.undone_at)}</Chip>}
        <span className="font-normal text-ink-2">
          {plural(before.session_count, "session")} before, {after.session_count} after
        </span>
      </h3>
      <Table label="Before and after" columns={Object.values(columns)}>
        {effect.measures.map((one) => (
          <Row key={one.measure}>
            <Cell column={columns.measure}>{MEASURE_TEXT[one.measure].name}</Cell>
            <Cell column={columns.means}>{meansText(one)}</Cell>
            <Cell column={columns.difference}>{differenceText(one)}</Cell>
            <Cell column={columns.verdict}>
              <span className={one.verdict === "fewer" || one.verdict === "more" ? "font-medium" : "text-ink-2"}>
                {VERDICT_TEXT[one.verdict]}
              </span>
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
