import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { FindingKind } from "@/lib/proposals/schema";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { loadPolicy, type Policy } from "./load-policy";
import { findPolicy, upsertPolicy } from "./repository";
import { ADOPTED_UNCHANGED_MIN_DEFAULT, type AgentWrites, type PolicyReview } from "./schema";

export type SetPolicy = {
  storeId: StoreId;
  review?: PolicyReview | undefined;
  kinds?: FindingKind[] | undefined;
  /** 0 to 1,000. */
  adoptedUnchangedMin?: number | undefined;
  agentWrites?: AgentWrites | undefined;
};

/**
 * Says what may be adopted into a store without a person; what is not given stays. A person's word ends the server's reason.
 * @throws AppError `not_found`; `forbidden` (auto_adopt needs memories:write too); `invalid_request` (archived, no kind)
 */
export async function setPolicy(ctx: Context, input: SetPolicy): Promise<Policy> {
  requireScope(ctx, "dreams:write");
  if (input.review === "auto_adopt") requireScope(ctx, "memories:write");
  await withTransaction(ctx.db, async (tx) => {
    const store = await lockStore(ctx, tx, input.storeId);
    requireActive(store);
    const before = await findPolicy(tx, { workspaceId: ctx.workspaceId, storeId: store.id });
    const review = input.review ?? before?.review ?? "review_required";
    // Widening what is adopted alone is writing memories, whichever field does it.
    if (review === "auto_adopt") requireScope(ctx, "memories:write");
    const wanted = new Set(input.kinds ?? before?.kinds ?? []);
    if (review === "auto_adopt" && wanted.size === 0) {
      throw new AppError("invalid_request", "auto_adopt needs at least one kind: name them in kinds.");
    }
    await upsertPolicy(tx, {
      storeId: store.id,
      workspaceId: ctx.workspaceId,
      review,
      kinds: FindingKind.options.filter((kind) => wanted.has(kind)),
      adoptedUnchangedMin: input.adoptedUnchangedMin ?? before?.adoptedUnchangedMin ?? ADOPTED_UNCHANGED_MIN_DEFAULT,
      reviewsWrites:
        input.agentWrites === undefined ? (before?.reviewsWrites ?? false) : input.agentWrites === "review",
      offReason: isOnlyWrites(input) ? (before?.offReason ?? null) : null,
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      updatedAt: ctx.now(),
    });
  });
  return loadPolicy(ctx, input.storeId);
}

/** Whether nothing is said about adoption. */
const isOnlyWrites = ({ review, kinds, adoptedUnchangedMin }: SetPolicy): boolean =>
  review === undefined && kinds === undefined && adoptedUnchangedMin === undefined;
