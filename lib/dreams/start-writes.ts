import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { newDream } from "./new-dream";
import { type DreamRow, insertDream } from "./repository";
import { snapshotStore } from "./snapshot-repository";

/** What stands in place of an engine's id: nobody dreamed. */
const MODEL_ID = "agent-writes";

/**
 * Opens the proposal that collects writes of agents to a store, over the store as it is now. The caller holds the store's lock
 * and saw that there is none; the database holds that there is only one.
 */
export async function startWrites(ctx: Context, tx: Tx, storeId: StoreId): Promise<DreamRow> {
  const made = newDream(ctx, { storeId, sessionIds: [], modelId: MODEL_ID });
  const { createdAt } = made;
  // At "writing" until the checks made it ready for the first time.
  const collecting = { origin: "writes", status: "completed", stage: "writing", reviewStatus: "waiting" } as const;
  const dream: DreamRow = { ...made, ...collecting, startedAt: createdAt, endedAt: createdAt };
  await insertDream(tx, dream);
  await snapshotStore(tx, dream);
  return dream;
}
