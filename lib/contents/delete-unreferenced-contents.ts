import type { WorkspaceId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { deleteContentsWithoutReference, lockContents } from "./repository";

/**
 * Removes those of the texts that no version, memory or dream refers to any more. The rows are locked first, by a
 * statement of its own: of two transactions that give up the last two references of a text, each would still see the
 * other's, and the text would stay for ever.
 */
export async function deleteUnreferencedContents(tx: Tx, workspaceId: WorkspaceId, hashes: string[]): Promise<void> {
  if (hashes.length === 0) return;
  await lockContents(tx, workspaceId, hashes);
  await deleteContentsWithoutReference(tx, workspaceId, hashes);
}
