import type { StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { contentHashesOfStore } from "./repository";

/** Every text that the store's history names. */
export function listContentHashes(tx: Tx, workspaceId: WorkspaceId, storeId: StoreId): Promise<string[]> {
  return contentHashesOfStore(tx, workspaceId, storeId);
}
