import { presentActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { VersionRow } from "./repository";
import type { VersionResource } from "./schema";

/** `content` is null unless the row was read with it. */
export function presentVersion(row: VersionRow): VersionResource {
  return {
    id: row.id,
    type: "memory_version",
    memory_id: row.memoryId,
    memory_store_id: row.storeId,
    operation: row.operation,
    path: row.path,
    content: row.content ?? null,
    content_sha256: row.contentSha256,
    content_size_bytes: row.contentBytes,
    created_at: wireTime(row.createdAt),
    created_by: presentActor(row.actorType, row.actorId),
    redacted_at: wireTimeOrNull(row.redactedAt),
    redacted_by: presentActor(row.redactedActorType, row.redactedActorId),
  };
}
