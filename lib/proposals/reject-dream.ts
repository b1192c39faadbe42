import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, printable } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { getDream } from "@/lib/dreams/get-dream";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { DreamRow, ReviewedDreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { decideFile, openHunks } from "./decide-hunks";
import { loadFiles, type ProposalFile } from "./load-files";
import { rememberRejected } from "./remember-rejected";
import { decideFiles, listFindingRows } from "./repository";
import { requireReviewable } from "./rules";

export type RejectDream = {
  dreamId: DreamId;
  reason?: string | null | undefined;
  /** Undefined: every hunk that waits, and with them the review. */
  hunks?: string[] | undefined;
};

/**
 * Turns hunks of a proposal down, or all that waits; the store stays as it is. Findings of which nothing is left are
 * remembered, so that later dreams do not propose them again without new evidence. Again: unchanged.
 * @throws AppError `not_found`, `invalid_request` (nothing to decide, a hunk that was adopted or is not there)
 */
export async function rejectDream(ctx: Context, input: RejectDream): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, input.dreamId);
    if (dream.reviewStatus === "rejected") return;
    requireReviewable(dream);
    if (dream.reviewStatus === "adopted" && input.hunks === undefined) {
      throw new AppError("invalid_request", `Dream ${dream.id} was adopted; undo the adoption, or name hunks.`);
    }
    await reject(ctx, tx, dream, input);
  });
  return getDream(ctx, input.dreamId);
}

async function reject(ctx: Context, tx: Tx, dream: DreamRow, { hunks, reason = null }: RejectDream): Promise<void> {
  const files = await loadFiles(ctx, tx, dream.id);
  if (hunks !== undefined) requireRejectable(files, hunks);
  const named = hunks === undefined ? null : new Set(hunks);
  const decided = files.map((file) => ({
    ...file,
    rejectedHunks: [...file.rejectedHunks, ...openHunks(file).filter((id) => named?.has(id) ?? true)],
  }));
  const waits = dream.reviewStatus === "waiting" && decided.some((file) => openHunks(file).length > 0);
  await decideFiles(
    tx,
    dream.id,
    decided.map((file) => decideFile(file, waits)),
  );
  await rememberRejected(ctx, tx, { dream, findings: await listFindingRows(tx, dream.id), reason });
  if (waits || dream.reviewStatus === "adopted") {
    await updateDream(tx, dream, { reviewStatus: dream.reviewStatus });
    return;
  }
  await updateDream(tx, dream, {
    reviewStatus: decided.some(({ adoptedHunks }) => adoptedHunks.length > 0) ? "adopted" : "rejected",
    reviewedAt: ctx.now(),
    reviewedByType: ctx.actor.type,
    reviewedById: ctx.actor.id,
    reviewReason: reason,
  });
  await emitEvent(ctx, tx, { type: "reverie.proposal.rejected", objectId: dream.id, storeId: dream.storeId });
}

function requireRejectable(files: ProposalFile[], hunks: string[]): void {
  const known = new Set(files.flatMap((file) => file.hunks.map(({ id }) => id)));
  const adopted = new Set(files.flatMap(({ adoptedHunks }) => adoptedHunks));
  for (const id of hunks) {
    if (!known.has(id))
      throw new AppError("invalid_request", `hunks names ${printable(id)}, which is no hunk of this proposal.`);
    if (adopted.has(id))
      throw new AppError("invalid_request", `Hunk ${printable(id)} was adopted; undo its adoption first.`);
  }
}
