import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { getDream } from "@/lib/dreams/get-dream";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { DreamRow, ReviewedDreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { applyFiles } from "./apply-files";
import { decideFiles, listProposedFiles, type ProposedFileRow } from "./repository";
import { chooseFiles, requireReviewable, requireSeen } from "./rules";

export type AdoptDream = {
  dreamId: DreamId;
  /** Of the diff that was seen. */
  proposalSha256: string;
  /** Undefined: every file that waits. */
  paths?: string[] | undefined;
};

/**
 * Applies the chosen files to the input store in one transaction, as versions by the context's actor that name the
 * dream. The first adoption ends the review: files not chosen count as left out, and may still be adopted by path.
 * The same call again, after a lost answer, changes nothing.
 *
 * @throws AppError `not_found`, `invalid_request`, `conflict` (other bytes seen; or files of the store have changed
 * since the snapshot, named in `conflicts`)
 */
export async function adoptDream(ctx: Context, input: AdoptDream): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  requireScope(ctx, "memories:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, input.dreamId);
    requireReviewable(dream);
    requireSeen(dream, input.proposalSha256);
    const files = await listProposedFiles(tx, dream.id);
    if (isRepeated(dream, files, input.paths)) return;
    await adopt(ctx, tx, dream, { files, chosen: chooseFiles(files, input.paths) });
  });
  return getDream(ctx, input.dreamId);
}

/** Whether exactly this was adopted before: then the caller only missed the answer. */
function isRepeated(dream: DreamRow, files: ProposedFileRow[], paths: string[] | undefined): boolean {
  if (dream.reviewStatus !== "adopted") return false;
  const adopted = files.filter((file) => file.decision === "adopted").map((file) => file.path);
  const asked = new Set(paths ?? files.map((file) => file.path));
  return asked.size === adopted.length && adopted.every((path) => asked.has(path));
}

async function adopt(
  ctx: Context,
  tx: Tx,
  dream: DreamRow,
  { files, chosen }: { files: ProposedFileRow[]; chosen: ProposedFileRow[] },
): Promise<void> {
  if (chosen.length === 0) {
    throw new AppError(
      "invalid_request",
      "No file waits for a decision; name the left-out files in paths to adopt them.",
    );
  }
  const store = await lockStore(ctx, tx, dream.storeId);
  requireActive(store);
  const applied = await applyFiles(ctx, tx, { storeId: dream.storeId, dreamId: dream.id, files: chosen });
  if (applied.outcome === "conflict") {
    const names = applied.conflicts.map((conflict) => conflict.path).join(", ");
    throw new AppError("conflict", `Nothing was adopted: the store has changed since the dream read it, in ${names}.`, {
      extra: { conflicts: applied.conflicts },
    });
  }
  const taken = new Set(chosen.map((file) => file.path));
  const leftOut = files.filter((file) => file.decision === "pending" && !taken.has(file.path));
  await decideFiles(tx, dream.id, [
    ...applied.memories.map(({ file, memory }) => ({
      path: file.path,
      decision: "adopted" as const,
      versionId: memory.headVersionId,
    })),
    ...leftOut.map((file) => ({ path: file.path, decision: "left_out" as const, versionId: null })),
  ]);
  await updateDream(tx, dream, {
    reviewStatus: "adopted",
    reviewedAt: ctx.now(),
    reviewedByType: ctx.actor.type,
    reviewedById: ctx.actor.id,
  });
}
