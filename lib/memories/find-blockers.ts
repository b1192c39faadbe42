import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { ancestorsOf } from "./path";
import { listBlockers } from "./repository";

/** Every memory that stands in the way of one of the paths, but for those that leave. */
export async function listOccupants(
  sql: Sql,
  input: { storeId: StoreId; paths: string[]; leaving: MemoryId[] },
): Promise<Blocker[]> {
  if (input.paths.length === 0) return [];
  const rows = await listBlockers(sql, input.storeId, wantedOf(input.paths), input.leaving);
  return rows.map((row) => ({ id: row.id, path: row.blockerPath }));
}

/** Each path with the paths above it. */
function wantedOf(paths: string[]): { path: string; ancestor: string | null }[] {
  return paths.flatMap((path) => [
    { path, ancestor: null },
    ...ancestorsOf(path).map((ancestor) => ({ path, ancestor })),
  ]);
}

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
  const rows = await listBlockers(sql, input.storeId, wantedOf(input.paths), [...input.leaving]);
  return new Map(rows.map((row) => [row.path, { id: row.id, path: row.blockerPath }]));
}
