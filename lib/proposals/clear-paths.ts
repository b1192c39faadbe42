import type { Context } from "@/lib/auth/context";
import type { MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { findMemories } from "@/lib/memories/find-memories";
import { pathConflict } from "@/lib/memories/rules";
import type { PendingWrites } from "./pending-writes";
import type { ProposedFileRow } from "./repository";

/**
 * A proposal has one file for each path. A deletion that waits at a path of `files` makes room when somebody else has made it
 * meanwhile; while its memory is there, a person has to decide on it first.
 * @param memoryIds whose files in the proposal are replaced by `files`
 * @returns memories whose files have to leave the proposal, too
 * @throws AppError `path_conflict`
 */
export async function clearPaths(
  ctx: Context,
  tx: Tx,
  { storeId, files: waiting }: PendingWrites,
  { memoryIds, files }: { memoryIds: MemoryId[]; files: ProposedFileRow[] },
): Promise<MemoryId[]> {
  const replaced = new Set<MemoryId | null>(memoryIds);
  const taken = [...files, ...waiting.filter(({ memoryId }) => !replaced.has(memoryId))];
  const inWay = files.flatMap((file) => taken.filter((other) => other.path === file.path && other !== file));
  const ids = [...new Set(inWay.flatMap(({ memoryId }) => memoryId ?? []))];
  const there = await findMemories(ctx, tx, { storeId, memoryIds: ids, withContent: false });
  const isThere = ({ memoryId }: ProposedFileRow) => memoryId !== null && there.has(memoryId);
  const stays = inWay.find(isThere) ?? inWay.find(({ operation }) => operation !== "removed");
  if (stays !== undefined) throw pathConflict(stays.path, { id: stays.memoryId ?? "", path: stays.path });
  return ids;
}
