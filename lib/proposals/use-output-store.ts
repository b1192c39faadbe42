import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { getDream } from "@/lib/dreams/get-dream";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { ReviewedDreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { archiveLockedStore } from "@/lib/stores/archive-store";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { decideFile } from "./decide-hunks";
import { loadFiles } from "./load-files";
import { decideFiles, listChangedSince } from "./repository";
import { requireReviewable, requireSeen } from "./rules";

export type UseOutputStore = { dreamId: DreamId; proposalSha256: string };

/** Paths that a refusal names; the rest is counted. */
const PATHS_NAMED_MAX = 20;

/**
 * Ends a review by going on with the dream's output store: it stays as it is, to be attached to sessions, and the input store
 * is archived. Refused when the input store holds newer changes, since the output does not have them: adopting merges them.
 * @throws AppError `not_found`; `invalid_request` (nothing to decide, no output store); `conflict` (other bytes seen, newer
 * changes with their `paths`)
 */
export async function useOutputStore(ctx: Context, input: UseOutputStore): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  requireScope(ctx, "stores:write");
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, input.dreamId);
    requireReviewable(dream);
    requireSeen(dream, input.proposalSha256);
    if (dream.reviewStatus !== "waiting" || dream.outputStoreId === null) {
      throw new AppError("invalid_request", `Dream ${dream.id} has no output store that waits for a decision.`);
    }
    requireActive(await lockStore(ctx, tx, dream.outputStoreId));
    const store = await lockStore(ctx, tx, dream.storeId);
    requireActive(store);
    const paths = await listChangedSince(tx, dream);
    if (paths.length > 0) {
      const named = paths.slice(0, PATHS_NAMED_MAX).join(", ");
      throw new AppError(
        "conflict",
        `The output store lacks what changed since in ${named}: adopt the proposal instead, which merges it.`,
        { extra: { paths } },
      );
    }
    const files = await loadFiles(ctx, tx, dream.id);
    const decided = files.map((file) => ({ ...file, adoptedHunks: file.hunks.map(({ id }) => id) }));
    await decideFiles(
      tx,
      dream.id,
      decided.map((file) => decideFile(file, false)),
    );
    await archiveLockedStore(ctx, tx, store);
    const review = { reviewedAt: ctx.now(), reviewedByType: ctx.actor.type, reviewedById: ctx.actor.id };
    await updateDream(tx, dream, { reviewStatus: "adopted", ...review });
    await emitEvent(ctx, tx, { type: "reverie.proposal.adopted", objectId: dream.id, storeId: store.id });
  });
  return getDream(ctx, input.dreamId);
}
