import type { MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "./repository";
import { renewBaseFiles } from "./snapshot-repository";

/** Makes the snapshot of a proposal hold these memories as they are now: what is proposed for them starts from there. */
export async function renewSnapshot(tx: Tx, dream: DreamRow, memoryIds: MemoryId[]): Promise<void> {
  if (memoryIds.length > 0) await renewBaseFiles(tx, dream, memoryIds);
}
