import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { CreateDream } from "./create-dream";
import type { DreamRow } from "./repository";

/** A dream that waits to be started, by the context's actor. */
export function newDream(ctx: Context, input: Omit<CreateDream, "alongside">): DreamRow {
  return {
    id: newId("drm"),
    workspaceId: ctx.workspaceId,
    origin: "dream",
    status: "pending",
    stage: "queued",
    storeId: input.storeId,
    sessionIds: [...input.sessionIds].sort(),
    modelId: input.modelId,
    instructions: input.instructions ?? null,
    outputBehavior: input.updateStoreId === undefined ? "create_new" : "update_existing",
    holdStoreId: input.updateStoreId ?? null,
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
    createdAt: ctx.now(),
    startedAt: null,
    endedAt: null,
    archivedAt: null,
    proposalSha256: null,
    reviewStatus: "none",
    reviewedAt: null,
    reviewedByType: null,
    reviewedById: null,
    reviewReason: null,
  };
}
