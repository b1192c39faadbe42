import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { checkProposal } from "@/lib/proposals/checks/check-proposal";
import type { ProposalChecks } from "@/lib/proposals/checks/types";
import { loadFiles } from "@/lib/proposals/load-files";
import { saveWriteChecks } from "@/lib/proposals/save-write-checks";
import type { CheckName } from "@/lib/proposals/schema";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { dreamContext } from "./dream-context";
import { lockDream } from "./lock-dream";
import { findDreamById } from "./repository";
import { listBaseFiles } from "./snapshot-repository";
import { updateDream } from "./update-dream";
import { withOrigins } from "./with-origins";

/** An agent does not say what its words rest on. */
const NOT_FOR_WRITES: ReadonlySet<CheckName> = new Set(["evidence", "quotes"]);

/**
 * Looks at what agents proposed to write, as at the proposal of a dream, and makes it ready for a review: until then it has no
 * hash, so nobody can adopt what was not looked at. Written to meanwhile, it stays without: each write has a check of its own.
 */
export async function checkWrites(job: JobContext, dreamId: DreamId): Promise<void> {
  const dream = await findDreamById(job.db, dreamId);
  if (dream?.origin !== "writes" || dream.reviewStatus !== "waiting" || dream.proposalSha256 !== null) return;
  const ctx = dreamContext(job, dream);
  const [files, base] = await Promise.all([loadFiles(ctx, job.db, dreamId), listBaseFiles(job.db, dreamId)]);
  const checks = await checkProposal({
    memories: await withOrigins(ctx, dream, base),
    files: files.map(({ path, fromPath, proposed }) => ({ path, fromPath, content: proposed })),
    findings: [],
    memoriesMax: ctx.limits.memoriesPerStoreMax,
  });
  await withTransaction(job.db, async (tx) => {
    const locked = await lockDream(ctx, tx, dreamId);
    const proposalSha256 = await saveWriteChecks(tx, { dreamId, files, checks: withoutEvidence(checks) });
    if (proposalSha256 === null) return;
    await updateDream(tx, locked, { proposalSha256, stage: "done" });
    if (locked.stage === "done") return;
    await emitEvent(ctx, tx, { type: "reverie.proposal.ready", objectId: dreamId, storeId: locked.storeId });
  });
}

const withoutEvidence = ({ checks, warnings }: ProposalChecks): ProposalChecks => ({
  checks: checks.filter(({ check }) => !NOT_FOR_WRITES.has(check)),
  warnings: warnings.filter(({ check }) => !NOT_FOR_WRITES.has(check)),
});
