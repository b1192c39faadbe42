import { wireTime } from "@/lib/core/time";
import type { ListedEntry } from "./list-memories";
import type { MemoryRow } from "./repository";
import type { MemoryListItem, MemoryResource, View } from "./schema";

/** `content` is null in the basic view. */
export function presentMemory(row: MemoryRow, view: View): MemoryResource {
  return {
    id: row.id,
    type: "memory",
    memory_store_id: row.storeId,
    memory_version_id: row.headVersionId,
    path: row.path,
    content: view === "full" ? (row.content ?? null) : null,
    content_sha256: row.contentSha256,
    content_size_bytes: row.contentBytes,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
  };
}

export function presentEntry(entry: ListedEntry, view: View): MemoryListItem {
  return entry.memory === null ? { type: "memory_prefix", path: entry.path } : presentMemory(entry.memory, view);
}
