import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { dreamContext } from "@/lib/dreams/dream-context";
import { withoutMarks } from "@/lib/engines/without-marks";
import { listLineOrigins } from "@/lib/history/list-line-origins";
import type { JobContext } from "@/lib/jobs/define-job";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import type { ProposalFile } from "@/lib/proposals/load-files";
import { listProgress } from "./list-progress";
import { type AdoptableDream, findAdoptableDream, findPolicy } from "./repository";
import { type ByPerson, isClean, pickHunks } from "./rules";

/**
 * Adopts of a waiting proposal what the store's policy allows, once per dream, as the dream's own session. What does not fit
 * (a check that warns, a kind without enough adoptions, a conflict with newer changes) goes on waiting for a person.
 */
export async function autoAdopt(job: JobContext, dreamId: DreamId): Promise<void> {
  const dream = await findAdoptableDream(job.db, dreamId);
  if (dream === null) return;
  const ctx = dreamContext(job, dream);
  try {
    const hunks = await hunksToAdopt(ctx, dream);
    if (hunks.length === 0) return;
    await adoptDream(ctx, {
      dreamId,
      proposalSha256: dream.proposalSha256,
      hunks: Object.fromEntries(hunks.map((id) => [id, "accept"])),
      isAutomatic: true,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.info({ dreamId, code: error.code }, "a proposal is left to a person");
  }
}

async function hunksToAdopt(ctx: Context, dream: AdoptableDream): Promise<string[]> {
  const policy = await findPolicy(ctx.db, dream);
  if (policy?.review !== "auto_adopt") return [];
  const diff = await getDreamDiff(ctx, { dreamId: dream.id, includeDecided: true });
  if (!isClean(diff.checks)) return [];
  const progress = await listProgress(ctx, { storeId: dream.storeId, min: policy.adoptedUnchangedMin });
  const ready = progress.filter(({ kind, is_ready }) => is_ready && policy.kinds.includes(kind));
  if (ready.length === 0) return [];
  const kinds = new Set(ready.map(({ kind }) => kind));
  return pickHunks({ diff, kinds, byPerson: await personsLines(ctx, dream, diff.files) });
}

/** Tells who wrote the lines of the snapshot; a blank line holds nobody's words. */
async function personsLines(ctx: Context, dream: AdoptableDream, files: ProposalFile[]): Promise<ByPerson> {
  const base = files.flatMap(({ memoryId, baseSha256, base: text }) =>
    memoryId === null || baseSha256 === null || text === null ? [] : [{ memoryId, contentSha256: baseSha256, text }],
  );
  const { storeId, takenAt } = dream;
  const origins = await listLineOrigins(ctx, { storeId, files: base, takenAt, wordsOf: withoutMarks });
  const lines = new Map(base.map(({ memoryId, text }) => [memoryId, text.split("\n")]));
  return ({ memoryId }, line) => {
    if (memoryId === null || (lines.get(memoryId)?.[line - 1] ?? "").trim() === "") return false;
    return origins.get(memoryId)?.findLast((run) => run.line <= line)?.byPerson ?? false;
  };
}
