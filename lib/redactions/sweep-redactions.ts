import type { JobContext } from "@/lib/jobs/define-job";
import { findOpenPayloads } from "@/lib/jobs/find-open-payloads";
import { failRedactions } from "./fail-redactions";
import { listUnfinishedRedactions } from "./repository";

/** Redactions that one sweep looks at; the oldest come first. */
const REDACTIONS_MAX = 100;

/** Ends redactions that no job works on any more: they would keep what they search for. */
export async function sweepRedactions(job: JobContext): Promise<void> {
  const ids = await listUnfinishedRedactions(job.db, REDACTIONS_MAX);
  const alive = await findOpenPayloads(job.db, "redactionId", ids);
  await failRedactions(
    job,
    ids.filter((id) => !alive.has(id)),
  );
}
