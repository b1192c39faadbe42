import PgBoss from "pg-boss";
import { type Database, type Sql, withAdvisoryLock } from "@/lib/db/database";
import type { Job } from "./define-job";

/** A NOTIFY with the queue's name comes here at the commit that adds a job, so workers need not wait for their poll. */
export const JOBS_CHANNEL = "reverie_jobs";

/** Where the queue keeps its tables. */
export const QUEUE_SCHEMA = "pgboss";

const executorOf = (sql: Sql) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({ rows: await sql.query<object>(text, values) }),
});

/** Only to build and run the queue's statements: it never connects by itself and has no timers. */
const sender = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error("a job is added with enqueue, inside a transaction")) },
  schema: QUEUE_SCHEMA,
});

/** Adds a job in the transaction that writes the row asking for the work: both are there, or neither. */
export async function enqueue<Payload extends object>(tx: Sql, job: Job<Payload>, payload: Payload): Promise<void> {
  await sender.send(job.name, payload, {
    db: executorOf(tx),
    retryLimit: job.retry.attemptsMax - 1,
    retryDelay: job.retry.delaySecondsFirst,
    retryBackoff: true,
    // The worker aborts the attempt itself; the queue's own limit is for a worker that vanished without a trace.
    expireInSeconds: job.timeoutSeconds + 60,
  });
  await tx.query("select pg_notify($1, $2)", [JOBS_CHANNEL, job.name]);
}

/**
 * The queue of one process, over the database's own pool. `settled` waits for the statements that are on their way: pg-boss
 * sends the one that completes a job without waiting for it, and so does not wait for it when it stops.
 */
export function openQueue(db: Database): { queue: PgBoss; settled(): Promise<void> } {
  const sent = new Set<Promise<unknown>>();
  const { executeSql } = executorOf(db);
  const tracked = (text: string, values?: unknown[]) => {
    const statement = executeSql(text, values);
    sent.add(statement);
    const forget = () => sent.delete(statement);
    statement.then(forget, forget);
    return statement;
  };
  const options = { schema: QUEUE_SCHEMA, schedule: false, maintenanceIntervalSeconds: 30 };
  return {
    queue: new PgBoss({ db: { executeSql: tracked }, ...options }),
    settled: async () => void (await Promise.allSettled(sent)),
  };
}

/** Processes that start at once take turns: making queues side by side ends in a deadlock of pg-boss's statements. */
const ADVISORY_LOCK_KEY = 72707372;

/** Makes the queue's tables and one queue per job; what is there stays. */
export async function prepareQueue(db: Database, jobs: Pick<Job, "name">[]): Promise<void> {
  await withAdvisoryLock(db, ADVISORY_LOCK_KEY, async () => {
    const queue = new PgBoss({ db: executorOf(db), schema: QUEUE_SCHEMA, schedule: false, supervise: false });
    await queue.start();
    for (const job of jobs) await queue.createQueue(job.name);
    await queue.stop({ graceful: false, wait: false });
  });
}
