import type { Context } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { lockMemoryRows, type MemoryRow } from "./repository";

/**
 * The memory with its content, locked until the transaction ends.
 * @throws AppError `not_found`
 */
export async function lockMemory(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; memoryId: MemoryId },
): Promise<MemoryRow> {
  const key = { workspaceId: ctx.workspaceId, storeId: input.storeId };
  const [row] = await lockMemoryRows(tx, key, [input.memoryId]);
  if (row === undefined) throw notFound("Memory", input.memoryId);
  return row;
}

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
