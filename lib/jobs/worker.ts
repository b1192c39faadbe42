import type PgBoss from "pg-boss";
import { log } from "@/lib/core/log";
import type { Database } from "@/lib/db/database";
import { listen } from "@/lib/db/listen";
import { enlistWorker, recoverJobs } from "./claims";
import type { Job, JobContext } from "./define-job";
import { JOBS_CHANNEL, openQueue, prepareQueue } from "./queue";
import { runJob } from "./run-job";

/** Between looks for jobs of dead workers. The first look is at the start. */
const RECOVERY_INTERVAL_MS = 3_000;
const SWEEP_INTERVAL_MS = 60_000;
/** Polling is the fall-back; a NOTIFY usually comes first. */
const POLLING_SECONDS = 2;

export type RunningWorker = { stop(): Promise<void> };

export type WorkerOptions = {
  now?: () => Date;
  /** How long steps at work may take to end when the worker stops; then they are handed out again. */
  graceMs?: number;
  /** Called when the database went away: the worker has lost its claims and should be started anew. */
  onLost?: (error: Error) => void;
  /** Called at the start and every minute: ends what would stay unfinished for ever. */
  sweep?: (ctx: JobContext) => Promise<void>;
};

/** Works off `jobs` until stopped. */
export async function startWorker(db: Database, jobs: Job[], options: WorkerOptions = {}): Promise<RunningWorker> {
  const ctx: JobContext = { db, now: options.now ?? (() => new Date()) };
  const stopping = new AbortController();
  await prepareQueue(db, jobs);
  const { queue, settled } = openQueue(db);
  queue.on("error", (error) => log.error({ err: error }, "job queue"));
  await queue.start();
  const identity = await enlistWorker(
    db,
    options.onLost ?? ((error) => log.error({ err: error }, "worker connection lost")),
  );
  const workerIds = new Map<string, string[]>();
  for (const job of jobs) {
    const ids: string[] = [];
    for (let slot = 0; slot < job.concurrency; slot++) {
      ids.push(await watch(queue, job, (attempt) => runJob(ctx, job, attempt, identity.key, stopping.signal)));
    }
    workerIds.set(job.name, ids);
  }
  const wake = (name: string) => {
    for (const id of name === "" ? [...workerIds.values()].flat() : (workerIds.get(name) ?? [])) queue.notifyWorker(id);
  };
  const unlisten = await listen(db.url, JOBS_CHANNEL, wake);
  const recover = () =>
    recoverJobs(db).then(
      (names) => names.forEach(wake),
      (error: unknown) => log.error({ err: error }, "looking for jobs of dead workers failed"),
    );
  const sweep = async () =>
    options.sweep?.(ctx).catch((error: unknown) => log.error({ err: error }, "sweeping unfinished work failed"));
  await recover();
  await sweep();
  const timers = [
    setInterval(() => void recover(), RECOVERY_INTERVAL_MS),
    setInterval(() => void sweep(), SWEEP_INTERVAL_MS),
  ];
  return {
    async stop() {
      timers.forEach(clearInterval);
      unlisten();
      const grace = setTimeout(() => stopping.abort(new Error("the worker stops")), options.graceMs ?? 5_000);
      await queue.stop({ graceful: true, wait: true, timeout: (options.graceMs ?? 5_000) + 5_000 });
      clearTimeout(grace);
      await settled();
      await identity.release();
    },
  };
}

/**
 * One slot that works off a queue. By itself it would sleep for the polling interval after every job; it looks again at
 * once instead (16 transcripts in four slots: 6.8 s before, 0.6 s after).
 */
async function watch(
  queue: PgBoss,
  job: Job,
  run: (attempt: Parameters<typeof runJob>[2]) => Promise<void>,
): Promise<string> {
  let slot = "";
  slot = await queue.work(
    job.name,
    { batchSize: 1, pollingIntervalSeconds: POLLING_SECONDS, includeMetadata: true },
    async ([attempt]: PgBoss.JobWithMetadata<object>[]) => {
      try {
        if (attempt !== undefined) await run(attempt);
      } finally {
        queue.notifyWorker(slot);
      }
    },
  );
  return slot;
}
