import { Chip } from "@/components/ui/chip";
import type { ScheduleItem } from "./schedule-item";

/** Why a schedule starts nothing by itself, if it does not. */
export function ScheduleState({ schedule }: { schedule: ScheduleItem }) {
  if (schedule.archived) return <Chip>archived</Chip>;
  return schedule.paused ? <Chip>paused</Chip> : null;
}
