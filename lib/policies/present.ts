import { requireActor } from "@/lib/core/actor";
import { wireTime } from "@/lib/core/time";
import type { Policy } from "./load-policy";
import { ADOPTED_UNCHANGED_MIN_DEFAULT, type PolicyResource } from "./schema";

export function presentPolicy({ storeId, row, progress }: Policy): PolicyResource {
  return {
    type: "store_policy",
    memory_store_id: storeId,
    review: row?.review ?? "review_required",
    kinds: row?.kinds ?? [],
    adopted_unchanged_min: row?.adoptedUnchangedMin ?? ADOPTED_UNCHANGED_MIN_DEFAULT,
    agent_writes: row?.reviewsWrites ? "review" : "direct",
    off_reason: row?.offReason ?? null,
    updated_at: row === null ? null : wireTime(row.updatedAt),
    updated_by: row === null ? null : requireActor(row.actorType, row.actorId),
    progress,
  };
}
