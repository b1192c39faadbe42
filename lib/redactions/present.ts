import { presentActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { CountedRedactionRow, ItemRow } from "./repository";
import type { RedactionItemResource, RedactionResource } from "./schema";

export function presentRedaction(row: CountedRedactionRow): RedactionResource {
  return {
    id: row.id,
    type: "redaction",
    status: row.status,
    find: {
      type: row.findType,
      memory_version_ids: row.versionIds,
      text_length: row.findChars,
      salt: row.salt,
      hmac_sha256: row.findHmac,
    },
    rewrite_heads: row.rewriteHeads,
    item_count: row.itemCount,
    counts: row.counts,
    passes: row.passes,
    error: row.errorMessage === null ? null : { message: row.errorMessage },
    created_at: wireTime(row.createdAt),
    created_by: presentActor(row.actorType, row.actorId),
    started_at: wireTimeOrNull(row.startedAt),
    ended_at: wireTimeOrNull(row.endedAt),
  };
}

export function presentRedactionItem(row: ItemRow): RedactionItemResource {
  return {
    type: "redaction_item",
    position: row.position,
    kind: row.kind,
    object_id: row.objectId,
    parent_id: row.parentId,
    hmac_before: row.hmacBefore,
    sha256_after: row.sha256After,
    memory_version_id: row.versionId,
    created_at: wireTime(row.createdAt),
  };
}
