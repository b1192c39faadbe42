import { presentActor } from "@/lib/core/actor";
import { wireTime } from "@/lib/core/time";
import type { ChangeRow } from "./repository";
import type { ChangeResource } from "./schema";

export function presentChange(row: ChangeRow): ChangeResource {
  return {
    type: "memory_change",
    sequence: row.sequence,
    operation: row.operation,
    memory_id: row.memoryId,
    memory_version_id: row.versionId,
    path: row.path,
    content_sha256: row.contentSha256,
    content_size_bytes: row.contentBytes,
    content: row.content,
    created_at: wireTime(row.createdAt),
    created_by: presentActor(row.actorType, row.actorId),
  };
}
