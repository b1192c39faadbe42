import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { StoreRow } from "./repository";
import type { StoreResource } from "./schema";

export function presentStore(row: StoreRow): StoreResource {
  return {
    id: row.id,
    type: "memory_store",
    name: row.name,
    description: row.description,
    metadata: row.metadata,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}
