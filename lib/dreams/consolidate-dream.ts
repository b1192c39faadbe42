import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId, EventId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { requireEngine } from "@/lib/engines/find-engine";
import type { Finding } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";
import type { JobContext } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/queue";
import { saveProposal } from "@/lib/proposals/save-proposal";
import { appendEvents } from "@/lib/sessions/append-events";
import { findEvents } from "@/lib/sessions/find-events";
import { getStore } from "@/lib/stores/get-store";
import { dreamContext } from "./dream-context";
import { lockDream } from "./lock-dream";
import { type DreamRow, findDreamById, listBaseFiles, listReports } from "./repository";
import { updateDream } from "./update-dream";
import { writeOutputJob } from "./write-output.job";

/** Third step: puts the reports together into findings and a proposal, each quote checked against its event. */
export async function consolidateDream(job: JobContext, dreamId: DreamId): Promise<void> {
  const found = await findDreamById(job.db, dreamId);
  if (found?.status !== "running" || found.stage !== "consolidating") return;
  const ctx = dreamContext(job, found);
  const [store, base, reports] = await Promise.all([
    getStore(ctx, found.storeId),
    listBaseFiles(job.db, dreamId),
    listReports(job.db, dreamId),
  ]);
  const proposal = requireEngine(found.modelId).consolidate({
    storeName: store.name,
    memories: base.map((file) => ({ path: file.path, content: file.text, sha256: file.contentSha256 })),
    reports,
    instructions: found.instructions,
    at: found.createdAt,
  });
  await checkEvidence(ctx, found, proposal.findings);
  await withTransaction(job.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (dream.status !== "running" || dream.stage !== "consolidating") return;
    const proposalSha256 = await saveProposal(ctx, tx, { dreamId, base, proposal });
    await updateDream(tx, dream, { stage: "writing", proposalSha256 });
    const events = findingEvents(dream, proposal.findings);
    if (dream.sessionId !== null) await appendEvents(ctx, tx, { sessionId: dream.sessionId, events });
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

function findingEvents(dream: DreamRow, findings: Finding[]) {
  const { threadId } = dream;
  if (threadId === null) return [];
  const lines = findings.map((finding) => `${finding.kind}: ${finding.rationale}`);
  const said = lines.length > 0 ? lines : ["No findings: the memory stays as it is."];
  return said.map((text) => ({ threadId, type: "agent.message", payload: { content: [{ type: "text", text }] } }));
}
