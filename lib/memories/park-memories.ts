import type { Context } from "@/lib/auth/context";
import { type MemoryId, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { parkRows } from "./repository";

/** Takes locked memories off their paths until they get their final ones in the same transaction. */
export async function parkMemories(ctx: Context, tx: Tx, memoryIds: MemoryId[]): Promise<void> {
  const parked = memoryIds.map((memoryId) => ({ memoryId, path: `/${newId("mem")}` }));
  await parkRows(tx, ctx.workspaceId, parked);
}
