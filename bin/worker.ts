import { database } from "@/lib/db/client";
import { sweepDreams } from "@/lib/dreams/sweep-dreams";
import type { JobContext } from "@/lib/jobs/define-job";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { sweepRedactions } from "@/lib/redactions/sweep-redactions";
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
  await sweepWebhooks(ctx);
}

await runSupervised(async () => {
  const worker = await startWorker(database(), JOBS, { onLost: endLost, sweep });
  const webhooks = watchWebhooks({ db: database(), now: () => new Date() });
  return {
    stop: async () => {
      await Promise.all([webhooks.stop(), worker.stop()]);
    },
  };
});
