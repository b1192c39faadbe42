import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { CAUSE_TEXT, type TickItem, tickState } from "./schedule-item";

const columns = {
  at: { key: "at", label: "When", className: "w-32" },
  outcome: { key: "outcome", label: "Outcome", className: "w-24" },
  reason: { key: "reason", label: "What came of it" },
  cause: { key: "cause", label: "Why then", className: "w-44", hideBelow: "rail" },
} satisfies Record<string, Column>;

/** A schedule's history, newest first. */
export function TicksTable({ ticks }: { ticks: TickItem[] }) {
  return (
    <Table label="History" columns={Object.values(columns)}>
      {ticks.map((tick) => (
        <TickRow key={tick.id} tick={tick} />
      ))}
    </Table>
  );
}

function TickRow({ tick }: { tick: TickItem }) {
  const state = tickState(tick.outcome);
  return (
    <Row>
      <Cell column={columns.at}>
        <RelativeTime at={tick.created_at} className="text-ink-2" />
      </Cell>
      <Cell column={columns.outcome}>
        <Chip tone={state.tone}>{state.label}</Chip>
      </Cell>
      <Cell column={columns.reason}>
        {tick.dream_id && (
          <TextLink href={`/dreams/${tick.dream_id}`}>Dream over {plural(tick.session_count, "session")}</TextLink>
        )}
        {tick.outcome === "started" && tick.dream_id === null && <p className="text-ink-3">The dream is gone.</p>}
        {tick.reason && <p className="text-ink-2 [overflow-wrap:anywhere] first-letter:uppercase">{tick.reason}</p>}
      </Cell>
      <Cell column={columns.cause}>
        <span className="text-ink-2">{CAUSE_TEXT[tick.cause]}</span>
      </Cell>
    </Row>
  );
}
