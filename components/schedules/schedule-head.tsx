import { TextLink } from "@/components/ui/link-button";
import type { ScheduleItem } from "./schedule-item";
import { ScheduleState } from "./schedule-state";

/** What the schedule does, in a few words above its history. */
export function ScheduleHead({ schedule }: { schedule: ScheduleItem }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-3 text-13 text-ink-2">
      <ScheduleState schedule={schedule} />
      <span>
        Dreams of <TextLink href={`/stores/${schedule.store.id}`}>{schedule.store.name}</TextLink>
      </span>
      {schedule.when.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {schedule.next_run && <span className="tabular-nums">Next run: {schedule.next_run}</span>}
    </div>
  );
}
