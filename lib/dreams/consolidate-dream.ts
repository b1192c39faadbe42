import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId, EventId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { consolidateInThread, wakeTestInThread } from "@/lib/engines/engine-pool";
import type { Finding } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";
import type { JobContext } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/queue";
import { checkProposal } from "@/lib/proposals/checks/check-proposal";
import { listRejections } from "@/lib/proposals/list-rejections";
import { saveProposal } from "@/lib/proposals/save-proposal";
import { appendEvents } from "@/lib/sessions/append-events";
import { findEvents } from "@/lib/sessions/find-events";
import { getStore } from "@/lib/stores/get-store";
import { wakeInput } from "@/lib/wake/wake-input";
import { consolidationEvents } from "./consolidation-events";
import { dreamContext } from "./dream-context";
import { lockDream } from "./lock-dream";
import { type DreamRow, findDreamById, setWakeTest } from "./repository";
import { listBaseFiles } from "./snapshot-repository";
import { listReports } from "./task-repository";
import { updateDream } from "./update-dream";
import { withOrigins } from "./with-origins";
import { writeOutputJob } from "./write-output.job";

/** Third step: puts the reports together into findings and a proposal, each quote checked against its event. */
export async function consolidateDream(job: JobContext, dreamId: DreamId, signal: AbortSignal): Promise<void> {
  const found = await findDreamById(job.db, dreamId);
  if (found?.status !== "running" || found.stage !== "consolidating") return;
  const ctx = dreamContext(job, found);
  const [store, base, reports] = await Promise.all([
    getStore(ctx, found.storeId),
    listBaseFiles(job.db, dreamId),
    listReports(job.db, dreamId),
  ]);
  const input = {
    storeName: store.name,
    memories: await withOrigins(ctx, found, base),
    reports,
    instructions: found.instructions,
    rejections: await listRejections(ctx, { storeId: found.storeId }),
    at: found.createdAt,
  };
  const proposal = await consolidateInThread(found.modelId, input, signal);
  await checkEvidence(ctx, found, proposal.findings);
  const wakeTest = await wakeTestInThread(wakeInput({ base: input.memories, proposal, reports }), signal);
  const { memoriesPerStoreMax: memoriesMax } = ctx.limits;
  const checks = await checkProposal({ memories: input.memories, ...proposal, memoriesMax });
  await withTransaction(job.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (dream.status !== "running" || dream.stage !== "consolidating") return;
    const proposalSha256 = await saveProposal(ctx, tx, { dreamId, base, proposal, checks });
    await setWakeTest(tx, dreamId, wakeTest);
    await updateDream(tx, dream, { stage: "writing", proposalSha256 });
    const { sessionId, threadId } = dream;
    if (sessionId !== null && threadId !== null) {
      await appendEvents(ctx, tx, { sessionId, events: consolidationEvents(threadId, proposal) });
    }
    await enqueue(tx, writeOutputJob, { dreamId });
  });
}

/** Nothing that cannot be looked up reaches a person, whichever engine wrote it. */
async function checkEvidence(ctx: Context, dream: DreamRow, findings: Finding[]): Promise<void> {
  const cited = findings.flatMap((finding) => finding.evidence);
  const events = await findEvents(ctx, [...new Set(cited.map((evidence) => evidence.event_id as EventId))]);
  for (const { session_id, event_id, quote } of cited) {
    const event = events.get(event_id);
    const known = event?.sessionId === session_id && dream.sessionIds.some((id) => id === session_id);
    if (!known || !quoteStandsIn(event, quote)) {
      throw new AppError(
        "internal",
        `The engine cited text that does not stand in event ${event_id}; the proposal was dropped.`,
      );
    }
  }
}
