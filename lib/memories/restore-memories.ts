import type { Tx } from "@/lib/db/database";
import { insertMemories, type MemoryRow } from "./repository";

/**
 * Makes memories whose versions are in the history already, as a replayed history has them: the counterpart of a head
 * version each. The store is locked, and the paths were checked against each other.
 */
export async function restoreMemories(tx: Tx, rows: MemoryRow[]): Promise<void> {
  await insertMemories(tx, rows);
}
