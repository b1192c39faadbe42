import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { lockWrites } from "@/lib/dreams/lock-writes";
import type { DreamRow } from "@/lib/dreams/repository";
import { reviewsWrites } from "@/lib/policies/reviews-writes";
import { lockStore } from "@/lib/stores/lock-store";
import { listProposedFiles, type ProposedFileRow } from "./repository";

/** What agents wrote to a store and no person has decided on yet. `dream` is null while nothing waits. */
export type PendingWrites = { storeId: StoreId; dream: DreamRow | null; files: ProposedFileRow[] };

/**
 * What waits for a review in the store, when writes of the context's actor go there; null when they go to the store itself.
 * Proposal and store stay locked, in the order in which an adoption locks them.
 * @throws AppError `not_found` (store)
 */
export async function lockPendingWrites(ctx: Context, tx: Tx, storeId: StoreId): Promise<PendingWrites | null> {
  if (!(await reviewsWrites(ctx, tx, storeId))) return null;
  const waiting = await lockWrites(ctx, tx, storeId);
  await lockStore(ctx, tx, storeId);
  // Somebody may have opened one while this waited for the store.
  const dream = waiting ?? (await lockWrites(ctx, tx, storeId));
  return { storeId, dream, files: dream === null ? [] : await listProposedFiles(tx, dream.id) };
}
