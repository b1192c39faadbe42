import { log } from "@/lib/core/log";
import type { JobContext } from "@/lib/jobs/define-job";
import { runDueSchedules } from "./run-due-schedules";

/** Between looks for what is due; a cron of every minute is at most this late. */
const LOOK_INTERVAL_MS = 5_000;

/** Looks for due schedules until stopped, one look at a time. */
export function startScheduleClock(job: JobContext): { stop(): Promise<void> } {
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= runDueSchedules(job)
      .catch((error: unknown) => log.error({ err: error }, "looking for due dream schedules failed"))
      .finally(() => {
        looking = null;
      });
  };
  look();
  const timer = setInterval(look, LOOK_INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
