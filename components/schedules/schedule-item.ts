import type { ChipTone } from "@/components/ui/chip";
import type { TickCause, TickOutcome } from "@/lib/schedules/schema";

/** One time that a schedule was to run, as the console shows it. */
export type TickItem = {
  id: string;
  cause: TickCause;
  outcome: TickOutcome;
  reason: string | null;
  dream_id: string | null;
  session_count: number;
  created_at: string;
};

/** A schedule in a list. */
export type ScheduleItem = {
  id: string;
  name: string;
  store: { id: string; name: string };
  /** The cron in words with its zone, and what else starts it. */
  when: string[];
  /** The next run in the zone's own time; null when there is none. */
  next_run: string | null;
  last_tick: TickItem | null;
  paused: boolean;
  archived: boolean;
};

/** What came of a tick, and how loudly to say it. */
export function tickState(outcome: TickOutcome): { label: string; tone: ChipTone } {
  if (outcome === "started") return { label: "started", tone: "added" };
  if (outcome === "failed") return { label: "failed", tone: "removed" };
  return { label: "skipped", tone: "plain" };
}

/** What a tick answered to, in words. */
export const CAUSE_TEXT: Record<TickCause, string> = {
  cron: "its time came",
  session_ended: "a session ended",
  new_sessions: "enough new sessions",
  run: "run by hand",
  hook: "a signed call",
};
