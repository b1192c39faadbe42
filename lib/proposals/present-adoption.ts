import { presentActor, requireActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { Adoption } from "./get-adoption";
import type { AdoptionResource } from "./schema";

export function presentAdoption(adoption: Adoption): AdoptionResource {
  return {
    id: adoption.id,
    type: "adoption",
    dream_id: adoption.dreamId,
    memory_store_id: adoption.storeId,
    is_automatic: adoption.isAutomatic,
    created_at: wireTime(adoption.createdAt),
    created_by: requireActor(adoption.actorType, adoption.actorId),
    undone_at: wireTimeOrNull(adoption.undoneAt),
    undone_by: presentActor(adoption.undoneByType, adoption.undoneById),
    files: adoption.files.map((file) => ({
      memory_id: file.memoryId,
      operation: file.operation,
      path: file.path,
      before_version_id: file.beforeVersionId,
      memory_version_id: file.versionId,
      hunk_ids: file.hunkIds,
      finding_ids: file.findingIds,
      is_edited: file.isEdited,
      undo_version_id: file.undoVersionId,
    })),
  };
}
