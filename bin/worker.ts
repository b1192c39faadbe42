import { database } from "@/lib/db/client";
import { sweepDreams } from "@/lib/dreams/sweep-dreams";
import type { JobContext } from "@/lib/jobs/define-job";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { sweepRedactions } from "@/lib/redactions/sweep-redactions";
import { deleteOldTicks } from "@/lib/schedules/delete-old-ticks";
import { startScheduleClock } from "@/lib/schedules/start-schedule-clock";
import { runSupervised } from "@/lib/supervisor/supervised-process";
import { sweepWebhooks } from "@/lib/webhooks/sweep-webhooks";
import { watchWebhooks } from "@/lib/webhooks/watch-webhooks";

/** Without the database there is nothing to work on; the launcher starts the next worker. */
function endLost(error: Error): never {
  console.error(`The worker lost its database connection and starts anew: ${error.message}`);
  process.exit(1);
}

/** Whatever no job works on any more comes to an end. */
async function sweep(ctx: JobContext): Promise<void> {
  await sweepDreams(ctx);
  await sweepRedactions(ctx);
  await deleteOldTicks(ctx);
  await sweepWebhooks(ctx);
}

await runSupervised(async () => {
  const worker = await startWorker(database(), JOBS, { onLost: endLost, sweep });
  const job: JobContext = { db: database(), now: () => new Date() };
  const webhooks = watchWebhooks(job);
  const schedules = startScheduleClock(job);
  return {
    stop: async () => {
      await Promise.all([schedules.stop(), webhooks.stop(), worker.stop()]);
    },
  };
});
