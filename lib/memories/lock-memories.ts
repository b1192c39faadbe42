import type { Context } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { lockMemoryRows, type MemoryRow } from "./repository";

/** Those of the memories that are still there, with their content, locked until the transaction ends. */
export async function lockMemories(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; memoryIds: MemoryId[] },
): Promise<Map<MemoryId, MemoryRow>> {
  const key = { workspaceId: ctx.workspaceId, storeId: input.storeId };
  const rows = await lockMemoryRows(tx, key, input.memoryIds);
  return new Map(rows.map((row) => [row.id, row]));
}
