import type { Context } from "@/lib/auth/context";
import { newId, type StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type DreamRow, insertDream } from "./repository";
import { snapshotStore } from "./snapshot-repository";

/** What stands in place of an engine's id: nobody dreamed. */
const MODEL_ID = "agent-writes";

/**
 * Opens the proposal that collects writes of agents to a store, over the store as it is now. The caller holds the store's lock
 * and saw that there is none; the database holds that there is only one.
 */
export async function startWrites(ctx: Context, tx: Tx, storeId: StoreId): Promise<DreamRow> {
  const at = ctx.now();
  const dream: DreamRow = {
    id: newId("drm"),
    workspaceId: ctx.workspaceId,
    origin: "writes",
    status: "completed",
    // Done once the checks made it ready for the first time.
    stage: "writing",
    storeId,
    sessionIds: [],
    modelId: MODEL_ID,
    instructions: null,
    outputBehavior: "create_new",
    holdStoreId: null,
    sessionId: null,
    threadId: null,
    outputStoreId: null,
    inputTokens: 0,
    outputTokens: 0,
    cacheCreationInputTokens: 0,
    cacheReadInputTokens: 0,
    errorType: null,
    errorMessage: null,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    createdAt: at,
    startedAt: at,
    endedAt: at,
    archivedAt: null,
    proposalSha256: null,
    reviewStatus: "waiting",
    reviewedAt: null,
    reviewedByType: null,
    reviewedById: null,
    reviewReason: null,
  };
  await insertDream(tx, dream);
  await snapshotStore(tx, dream);
  return dream;
}
