import type { Context } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import type { DreamId, MemoryId, StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { findBlockers } from "@/lib/memories/find-blockers";
import { lockMemories } from "@/lib/memories/lock-memory";
import type { MemoryRow } from "@/lib/memories/repository";
import { type MemoryWrite, writeMemories } from "@/lib/memories/write-memories";
import type { ProposedFileRow } from "./repository";
import { type Conflict, driftOf } from "./rules";

export type ApplyFiles = { storeId: StoreId; dreamId: DreamId; files: ProposedFileRow[] };

export type Applied =
  | { outcome: "conflict"; conflicts: Conflict[] }
  | { outcome: "applied"; memories: { file: ProposedFileRow; memory: MemoryRow }[] };

/**
 * Brings files of a proposal into a store whose lock the caller holds: all of them, or none when one of them is not
 * based on what the store holds now.
 */
export async function applyFiles(ctx: Context, tx: Tx, input: ApplyFiles): Promise<Applied> {
  const { storeId, files } = input;
  const memoryIds = files.flatMap((file) => (file.memoryId === null ? [] : [file.memoryId]));
  const live = await lockMemories(ctx, tx, { storeId, memoryIds });
  const conflicts = await findConflicts(tx, storeId, files, live);
  if (conflicts.length > 0) return { outcome: "conflict", conflicts };
  const hashes = files.flatMap((file) => (file.proposedSha256 === null ? [] : [file.proposedSha256]));
  const texts = await getContents(tx, ctx.workspaceId, hashes);
  const writes = files.map((file) => writeOf(file, live, texts));
  const memories = await writeMemories(ctx, tx, { storeId, writes, dreamId: input.dreamId });
  return {
    outcome: "applied",
    memories: files.map((file, index) => ({ file, memory: memories[index] as MemoryRow })),
  };
}

async function findConflicts(
  tx: Tx,
  storeId: StoreId,
  files: ProposedFileRow[],
  live: Map<MemoryId, MemoryRow>,
): Promise<Conflict[]> {
  const drifts = files.flatMap(
    (file) => driftOf(file, file.memoryId === null ? undefined : live.get(file.memoryId)) ?? [],
  );
  const leaves = (file: ProposedFileRow) => file.operation === "removed" || file.operation === "moved";
  const leaving = new Set(files.flatMap((file) => (leaves(file) && file.memoryId !== null ? [file.memoryId] : [])));
  const paths = files.flatMap((file) => (file.operation === "added" || file.operation === "moved" ? [file.path] : []));
  const blockers = await findBlockers(tx, { storeId, paths, leaving });
  const blocked = [...blockers].map(([path, blocker]) => ({
    path,
    reason:
      blocker.path === path
        ? `${path} was created after the dream read the store.`
        : `${path} is blocked by ${blocker.path}.`,
  }));
  return [...drifts, ...blocked].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function writeOf(file: ProposedFileRow, live: Map<MemoryId, MemoryRow>, texts: Map<string, string>): MemoryWrite {
  const content = file.proposedSha256 === null ? "" : texts.get(file.proposedSha256);
  if (content === undefined) throw new Error(`the proposed text of ${file.path} is not stored`);
  if (file.memoryId === null) return { operation: "created", path: file.path, content };
  const memory = live.get(file.memoryId);
  if (memory === undefined) throw new Error(`the memory of ${file.path} is not locked`);
  if (file.operation === "removed") return { operation: "deleted", memory };
  return { operation: "modified", memory, path: file.path, content };
}
