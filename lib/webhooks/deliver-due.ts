import type { JobContext } from "@/lib/jobs/define-job";
import { type DeliverOptions, deliver } from "./deliver";
import { endLostDeliveries, listDueDeliveries } from "./delivery-repository";

/** Requests at once. */
const AT_ONCE = { total: 16, perEndpoint: 4 };

/**
 * Makes an attempt of everything that is due: second and third attempts, and what lost its job or its worker. Runs beside
 * the jobs and beside other workers; each attempt is taken by one of them.
 * @returns how many it tried
 */
export async function deliverDue(job: JobContext, options: DeliverOptions = {}): Promise<number> {
  await endLostDeliveries(job.db, job.now());
  const due = await listDueDeliveries(job.db, job.now(), AT_ONCE);
  const results = await Promise.allSettled(due.map((id) => deliver(job, id, options)));
  const failed = results.find((result) => result.status === "rejected");
  if (failed && !options.signal?.aborted) throw failed.reason;
  return due.length;
}
