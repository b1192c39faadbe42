import type { WorkspaceId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { contentHashesOfStore, deleteContentsWithoutReference } from "./repository";

/** Every text that the store's history names. */
export function listContentHashesOfStore(tx: Tx, workspaceId: WorkspaceId, storeId: string): Promise<string[]> {
  return contentHashesOfStore(tx, workspaceId, storeId);
}

/** Removes those of the texts that no version, memory or dream refers to any more. */
export async function deleteUnreferencedContents(tx: Tx, workspaceId: WorkspaceId, hashes: string[]): Promise<void> {
  if (hashes.length > 0) await deleteContentsWithoutReference(tx, workspaceId, hashes);
}
