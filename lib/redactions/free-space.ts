import { log } from "@/lib/core/log";
import type { JobContext } from "@/lib/jobs/define-job";
import { vacuum } from "./repository";
import { TEXT_PLACES } from "./text-places";
import { withoutSecrets } from "./without-secrets";

const OWN_TABLES = ["contents", "memory_versions", "memories", "dream_base_files", "dream_files"];

/**
 * Gives the room of what was removed back to be overwritten, and forgets it in the planner's statistics, which hold
 * samples of the columns. The redaction is done without it; autovacuum would come later, for a small change perhaps never.
 */
export async function freeSpace(job: JobContext): Promise<void> {
  try {
    await vacuum(job.db, [...OWN_TABLES, ...new Set(TEXT_PLACES.map((place) => place.table))]);
  } catch (error) {
    log.warn({ err: withoutSecrets(error) }, "vacuum after a redaction failed; autovacuum will do it");
  }
}
