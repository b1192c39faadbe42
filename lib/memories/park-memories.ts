import type { Context } from "@/lib/auth/context";
import type { MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { parkRows } from "./repository";

/** Takes locked memories off their paths until they get their final ones in the same transaction. */
export async function parkMemories(ctx: Context, tx: Tx, memoryIds: MemoryId[]): Promise<void> {
  await parkRows(tx, ctx.workspaceId, memoryIds);
}
