import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { type Tx, violates, withTransaction } from "@/lib/db/database";
import { requireEngine } from "@/lib/engines/find-engine";
import { enqueue } from "@/lib/jobs/queue";
import { findSessions } from "@/lib/sessions/find-sessions";
import { getStore } from "@/lib/stores/get-store";
import { requireActive } from "@/lib/stores/lock-store";
import { newDream } from "./new-dream";
import { notifyDream } from "./notify-dream";
import { findHolderId, insertDream, type ReviewedDreamRow } from "./repository";
import { startDreamJob } from "./start-dream.job";

export type CreateDream = {
  storeId: StoreId;
  sessionIds: SessionId[];
  modelId: string;
  instructions?: string | null | undefined;
  /** The store that an update_existing dream writes to: has to be the input store. Undefined: a new store. */
  updateStoreId?: StoreId | undefined;
  /** Writes in the transaction that records the dream: both are there, or neither. A throw undoes it. */
  alongside?: (tx: Tx, dreamId: DreamId) => Promise<void>;
};

/**
 * Records a dream and queues it, in one transaction. Nothing is read yet.
 * @throws AppError `not_found`, `invalid_request`, `permission`, `conflict` (another dream holds the store)
 */
export async function createDream(ctx: Context, input: CreateDream): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  requireEngine(input.modelId);
  if (input.updateStoreId !== undefined) checkUpdate(ctx, input.storeId, input.updateStoreId);
  requireActive(await getStore(ctx, input.storeId));
  await requireSessions(ctx, input.sessionIds);
  const dream = newDream(ctx, input);
  try {
    await withTransaction(ctx.db, async (tx) => {
      await insertDream(tx, dream);
      await enqueue(tx, startDreamJob, { dreamId: dream.id });
      await notifyDream(tx, dream.id);
      await input.alongside?.(tx, dream.id);
    });
  } catch (error) {
    if (!violates(error, "dreams_hold_store_id_key")) throw error;
    const holder = await findHolderId(ctx.db, ctx.workspaceId, input.storeId);
    throw new AppError("conflict", `Dream ${holder ?? "(just ended)"} is still writing to this memory store.`, {
      cause: error,
    });
  }
  return { ...dream, adopted: [], leftOut: [], adoptions: [] };
}

function checkUpdate(ctx: Context, storeId: StoreId, updateStoreId: StoreId): void {
  requireScope(ctx, "memories:write");
  if (updateStoreId !== storeId) {
    throw new AppError(
      "invalid_request",
      "output_behavior.memory_store_id must be the id of the input memory store when the type is update_existing.",
    );
  }
}

async function requireSessions(ctx: Context, ids: SessionId[]): Promise<void> {
  const known = new Set((await findSessions(ctx, ids)).map((session) => session.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw notFound("Session", missing);
}
