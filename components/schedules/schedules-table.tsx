import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { type ScheduleItem, tickState } from "./schedule-item";
import { ScheduleState } from "./schedule-state";

const columns = {
  name: { key: "name", label: "Schedule" },
  when: { key: "when", label: "When" },
  next: { key: "next", label: "Next run", className: "w-52", hideBelow: "wide" },
  last: { key: "last", label: "Last time", className: "w-64", hideBelow: "rail" },
} satisfies Record<string, Column>;

/** Schedules in the order given; each row leads to its page. */
export function SchedulesTable({ schedules }: { schedules: ScheduleItem[] }) {
  return (
    <Table label="Schedules" columns={Object.values(columns)}>
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.id} schedule={schedule} />
      ))}
    </Table>
  );
}

function ScheduleRow({ schedule }: { schedule: ScheduleItem }) {
  return (
    <Row>
      <Cell column={columns.name}>
        <span className="flex flex-wrap items-center gap-x-2">
          <Link href={`/schedules/${schedule.id}`} className={rowLinkClass}>
            {schedule.name}
          </Link>
          <ScheduleState schedule={schedule} />
        </span>
        <p className="truncate text-ink-2">{schedule.store.name}</p>
      </Cell>
      <Cell column={columns.when}>
        {schedule.when.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {schedule.next_run && <p className="text-ink-2 tabular-nums wide:hidden">Next: {schedule.next_run}</p>}
      </Cell>
      <Cell column={columns.next}>
        <span className="text-ink-2 tabular-nums">{schedule.next_run ?? "none"}</span>
      </Cell>
      <Cell column={columns.last}>
        <LastTick tick={schedule.last_tick} />
      </Cell>
    </Row>
  );
}

function LastTick({ tick }: { tick: ScheduleItem["last_tick"] }) {
  if (tick === null) return <span className="text-ink-3">nothing yet</span>;
  const state = tickState(tick.outcome);
  return (
    <>
      <span className="flex items-center gap-2">
        <Chip tone={state.tone}>{state.label}</Chip>
        <RelativeTime at={tick.created_at} className="text-ink-3" />
      </span>
      {tick.reason && <p className="line-clamp-2 text-ink-2 first-letter:uppercase">{tick.reason}</p>}
    </>
  );
}
