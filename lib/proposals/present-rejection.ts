import { requireActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { RejectionRow } from "./rejection-repository";
import type { RejectionResource } from "./rejection-schema";

export function presentRejection(row: RejectionRow): RejectionResource {
  return {
    id: row.id,
    type: "rejected_finding",
    memory_store_id: row.storeId,
    kind: row.kind,
    rationale: row.rationale,
    reason: row.reason,
    dream_id: row.dreamId,
    finding_id: row.findingId,
    created_at: wireTime(row.createdAt),
    created_by: requireActor(row.actorType, row.actorId),
    revoked_at: wireTimeOrNull(row.revokedAt),
  };
}
