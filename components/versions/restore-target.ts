import type { VersionItem } from "./version-item";

/** The file that versions are of, as it is now. */
export type VersionedFile = {
  storeId: string;
  memoryId: string;
  /** Null when it was deleted. */
  headId: string | null;
  currentPath: string | null;
  /** The store takes no more writes; redacting stays possible. */
  isArchived: boolean;
};

/** What is brought back: a version by its id, or what a file was just before its deletion. */
export type RestoreTarget = {
  storeId: string;
  memoryId: string;
  /** A version or a moment. */
  to: string;
  /** When that text was written, or deleted. */
  at: string;
  /** Where the file will be; null when that is not known. */
  path: string | null;
  /** Where the file is now; null when it was deleted. */
  currentPath: string | null;
};

/** A version that holds a text and is not the current one, in a store that takes writes. */
export function canRestore(file: VersionedFile, version: VersionItem): boolean {
  return !file.isArchived && version.id !== file.headId && version.content_sha256 !== null;
}

export function restoreTarget({ storeId, memoryId, currentPath }: VersionedFile, version: VersionItem): RestoreTarget {
  return { storeId, memoryId, to: version.id, at: version.created_at, path: version.path, currentPath };
}

/** What a file was just before its deletion. A memory's versions are at least a millisecond apart. */
export function deletedTarget(storeId: string, { memory_id, created_at, path }: VersionItem): RestoreTarget {
  const before = new Date(new Date(created_at).getTime() - 1).toISOString();
  return { storeId, memoryId: memory_id, to: before, at: created_at, path, currentPath: null };
}
