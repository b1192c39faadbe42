import type { Context } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findMemoriesByIds, type MemoryRow } from "./repository";

/** Those of the memories that are there now, without a lock; with their content unless `withContent` is false. */
export async function findMemories(
  ctx: Context,
  sql: Sql,
  { storeId, memoryIds, withContent = true }: { storeId: StoreId; memoryIds: MemoryId[]; withContent?: boolean },
): Promise<Map<MemoryId, MemoryRow>> {
  if (memoryIds.length === 0) return new Map();
  const rows = await findMemoriesByIds(sql, { workspaceId: ctx.workspaceId, storeId }, memoryIds, withContent);
  return new Map(rows.map((row) => [row.id, row]));
}
