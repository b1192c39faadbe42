import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { ancestorsOf } from "./path";
import { listBlockers } from "./repository";

export type Blocker = { id: MemoryId; path: string };

/**
 * The memory that stands in the way of each path (contract 3.4), for the paths that have one. `leaving` are memories
 * that go in the same transaction: they block nothing.
 */
export async function findBlockers(
  sql: Sql,
  input: { storeId: StoreId; paths: string[]; leaving: ReadonlySet<MemoryId> },
): Promise<Map<string, Blocker>> {
  if (input.paths.length === 0) return new Map();
  const wanted = input.paths.flatMap((path) => [
    { path, ancestor: null },
    ...ancestorsOf(path).map((ancestor) => ({ path, ancestor })),
  ]);
  const rows = await listBlockers(sql, input.storeId, wanted);
  const staying = rows.filter((row) => !input.leaving.has(row.id));
  return new Map(staying.map((row) => [row.path, { id: row.id, path: row.blockerPath }]));
}
