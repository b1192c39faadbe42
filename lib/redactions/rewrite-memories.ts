import type { StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { findBlockers } from "@/lib/memories/find-blockers";
import { lockMemories } from "@/lib/memories/lock-memories";
import { ancestorsOf } from "@/lib/memories/path";
import type { MemoryRow } from "@/lib/memories/repository";
import { writeMemories } from "@/lib/memories/write-memories";
import { lockStore } from "@/lib/stores/lock-store";
import { addToReceipt } from "./add-to-receipt";
import type { FoundMemory } from "./find-repository";
import type { Run } from "./run";
import { pathWithoutFound, withoutFound } from "./search";

/** Gives live memories a version without what is searched for, a transaction per store. @returns memories rewritten */
export async function rewriteMemories(run: Run, found: FoundMemory[]): Promise<number> {
  let count = 0;
  for (const storeId of new Set(found.map((memory) => memory.storeId))) {
    run.signal.throwIfAborted();
    const own = found.filter((memory) => memory.storeId === storeId);
    count += await rewriteInStore(run, storeId, own);
  }
  return count;
}

/** Archived stores too: a redaction reaches what can no longer be written. */
async function rewriteInStore(run: Run, storeId: StoreId, found: FoundMemory[]): Promise<number> {
  const { ctx } = run;
  return withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, storeId);
    const memoryIds = found.map((memory) => memory.memoryId);
    const live = await lockMemories(ctx, tx, { storeId, memoryIds });
    const writes = (await planPaths(run, tx, storeId, [...live.values()]))
      .map(({ memory, path }) => {
        const { content = "", contentSha256, headVersionId } = memory;
        const after = withoutFound(run.search, content, contentSha256, headVersionId);
        return { operation: "modified" as const, memory, path, content: after };
      })
      .filter(({ memory, path, content }) => path !== memory.path || content !== memory.content);
    if (writes.length === 0) return 0;
    const written = await writeMemories(ctx, tx, { storeId, writes });
    const items = writes.map(({ memory }, index) => ({
      kind: "memory" as const,
      objectId: memory.id,
      parentId: storeId,
      before: memory.contentSha256,
      sha256After: (written[index] as MemoryRow).contentSha256,
      versionId: (written[index] as MemoryRow).headVersionId,
    }));
    await addToReceipt(run, tx, items);
    return writes.length;
  });
}

/** The path of each memory without the text; its id where that path cannot be used. */
async function planPaths(
  run: Run,
  tx: Tx,
  storeId: StoreId,
  memories: MemoryRow[],
): Promise<{ memory: MemoryRow; path: string }[]> {
  const wanted = memories.map((memory) => ({ memory, path: pathWithoutFound(run.search, memory.path) }));
  const moves = wanted.flatMap(({ memory, path }) => (path === null || path === memory.path ? [] : [path]));
  const blocked = await findBlockers(tx, { storeId, paths: moves, leaving: new Set() });
  const taken = new Set<string>();
  const collides = (path: string) =>
    blocked.has(path) ||
    taken.has(path) ||
    ancestorsOf(path).some((ancestor) => taken.has(ancestor)) ||
    [...taken].some((other) => other.startsWith(`${path}/`));
  return wanted.map(({ memory, path }) => {
    if (path === memory.path) return { memory, path };
    const free = path === null || collides(path) ? `/${memory.id}` : path;
    taken.add(free);
    return { memory, path: free };
  });
}
