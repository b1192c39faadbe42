import { database } from "@/lib/db/client";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { runSupervised } from "@/lib/supervisor/supervised-process";

await runSupervised(() => startWorker(database(), JOBS));
