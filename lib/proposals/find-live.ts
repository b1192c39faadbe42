import type { Context } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import { listOccupants } from "@/lib/memories/find-blockers";
import { findMemories } from "@/lib/memories/find-memories";
import { lockMemories } from "@/lib/memories/lock-memories";
import type { MemoryRow } from "@/lib/memories/repository";
import type { FileState } from "./list-hunks";

type Sought = { memoryId: MemoryId | null; base: FileState; wanted: FileState };

/**
 * What the store holds now of each target, with its text: its memory; or, when that is gone or there was none, what stands at
 * its path (a file that was deleted and made anew is still the file), unless it is the memory of another target.
 */
export async function findLive<T extends Sought>(
  ctx: Context,
  sql: Sql,
  input: { storeId: StoreId; targets: T[] },
): Promise<Map<T, MemoryRow>> {
  const ids = await findLiveIds(ctx, sql, input);
  const rows = await findMemories(ctx, sql, { storeId: input.storeId, memoryIds: [...ids.values()] });
  return rowsByTarget(ids, rows);
}

/** The same with the rows locked; the caller holds the store's lock, so that no memory comes, goes or moves meanwhile. */
export async function lockLive<T extends Sought>(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; targets: T[] },
): Promise<Map<T, MemoryRow>> {
  const ids = await findLiveIds(ctx, tx, input);
  const rows = await lockMemories(ctx, tx, { storeId: input.storeId, memoryIds: [...ids.values()] });
  return rowsByTarget(ids, rows);
}

async function findLiveIds<T extends Sought>(
  ctx: Context,
  sql: Sql,
  { storeId, targets }: { storeId: StoreId; targets: T[] },
): Promise<Map<T, MemoryId>> {
  const known = targets.flatMap(({ memoryId }) => memoryId ?? []);
  const there = await findMemories(ctx, sql, { storeId, memoryIds: known, withContent: false });
  const isThere = (target: T) => target.memoryId !== null && there.has(target.memoryId);
  const pathOf = ({ base, wanted }: T) => (base ?? wanted)?.path;
  const paths = targets.flatMap((target) => (isThere(target) ? [] : (pathOf(target) ?? [])));
  const occupants = await listOccupants(sql, { storeId, paths, leaving: [...there.keys()] });
  const idAt = new Map(occupants.map(({ id, path }) => [path, id]));
  return new Map(
    targets.flatMap((target): [T, MemoryId][] => {
      const id = isThere(target) ? target.memoryId : idAt.get(pathOf(target) ?? "");
      return id ? [[target, id]] : [];
    }),
  );
}

function rowsByTarget<T>(ids: Map<T, MemoryId>, rows: Map<MemoryId, MemoryRow>): Map<T, MemoryRow> {
  return new Map(
    [...ids].flatMap(([target, id]): [T, MemoryRow][] => {
      const row = rows.get(id);
      return row === undefined ? [] : [[target, row]];
    }),
  );
}
