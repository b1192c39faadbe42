import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findMemoryIds } from "./repository";

/** Those of the ids that a memory of the store has or ever had. */
export async function findUsedIds(sql: Sql, storeId: StoreId, ids: MemoryId[]): Promise<Set<MemoryId>> {
  return new Set(ids.length === 0 ? [] : await findMemoryIds(sql, storeId, ids));
}
