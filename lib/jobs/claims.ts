import { randomInt } from "node:crypto";
import type { PoolClient } from "pg";
import type { Database } from "@/lib/db/database";
import { QUEUE_SCHEMA } from "./queue";

/** First half of the advisory lock that a live worker holds; the second half is the worker's own key. */
const WORKER_LOCK_CLASS = 72707371;
/** A job between being handed out and being claimed; longer means that its worker died in between. */
const CLAIM_SECONDS_MAX = 5;

export type WorkerIdentity = { key: number; release(): Promise<void> };

/**
 * Takes the lock that says "this worker lives": held by one connection, so it goes with the process, however it ends.
 * `onLost` is called when that connection breaks: from then on others take this worker's jobs.
 */
export async function enlistWorker(db: Database, onLost: (error: Error) => void): Promise<WorkerIdentity> {
  const client: PoolClient = await db.pool.connect();
  client.on("error", onLost);
  for (;;) {
    const key = randomInt(1, 2 ** 31);
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1, $2) as locked", [
      WORKER_LOCK_CLASS,
      key,
    ]);
    if (rows[0]?.locked) {
      const release = async () => {
        client.off("error", onLost);
        client.on("error", () => {});
        client.release(true);
      };
      return { key, release };
    }
  }
}

export async function claimJob(db: Database, jobId: string, workerKey: number): Promise<void> {
  await db.query(
    `insert into job_claims (job_id, worker_key, claimed_at) values ($1, $2, now())
     on conflict (job_id) do update set worker_key = $2, claimed_at = now()`,
    [jobId, workerKey],
  );
}

/** A claim outlives its attempt until the queue has recorded the outcome, so an ending job never looks abandoned. */
async function dropOldClaims(db: Database): Promise<void> {
  await db.query(
    `delete from job_claims c where not exists (
       select from ${QUEUE_SCHEMA}.job j where j.id::text = c.job_id and j.state = 'active')`,
  );
}

/**
 * Hands out again what dead workers left: active jobs whose claim names a worker without its lock, or that nobody
 * claimed in time. @returns the queues that have something to do now
 */
export async function recoverJobs(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `update ${QUEUE_SCHEMA}.job j set state = 'retry', start_after = now()
     where j.state = 'active' and case
       when exists (select from job_claims c where c.job_id = j.id::text) then not exists (
         select from job_claims c join pg_locks l
           on l.locktype = 'advisory' and l.classid = $1 and l.objid = c.worker_key and l.granted
           and l.database = (select oid from pg_database where datname = current_database())
         where c.job_id = j.id::text)
       else j.started_on < now() - make_interval(secs => $2)
     end
     returning j.name`,
    [WORKER_LOCK_CLASS, CLAIM_SECONDS_MAX],
  );
  await dropOldClaims(db);
  return [...new Set(rows.map((row) => row.name))];
}
