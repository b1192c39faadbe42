import { type Context, requireScope } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { getStore } from "@/lib/stores/get-store";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { lockMemory } from "./lock-memory";
import { ancestorsOf, type MemoryPath } from "./path";
import { findBlocker, type MemoryRow } from "./repository";
import { contentChanged, pathConflict } from "./rules";
import type { MemoryContent } from "./schema";
import { writeMemories } from "./write-memories";

export type UpdateMemory = {
  storeId: StoreId;
  memoryId: MemoryId;
  /** Left out or null: stays. */
  content?: MemoryContent | null | undefined;
  path?: MemoryPath | null | undefined;
  /** Hash of the content the caller last read; left out to overwrite whatever is there. */
  expectedSha256?: string | undefined;
};

/**
 * Replaces content, path or both and appends one version, in one transaction; the order of checks is contract 3.5.
 * What is there already succeeds without a version, even with a stale hash, so a lost response can be retried.
 * @throws AppError `not_found`, `precondition_failed`, `path_conflict`, `invalid_request` (archived store)
 */
export async function updateMemory(ctx: Context, input: UpdateMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  return withTransaction(ctx.db, async (tx) => {
    // Renames take turns per store, so that the tree rule holds; content updates of a store run side by side.
    const renames = input.path !== null && input.path !== undefined;
    const store = renames ? await lockStore(ctx, tx, input.storeId) : await getStore(ctx, input.storeId);
    const memory = await lockMemory(ctx, tx, input);
    requireActive(store);
    return applyUpdate(ctx, tx, memory, input);
  });
}

async function applyUpdate(ctx: Context, tx: Tx, memory: MemoryRow, input: UpdateMemory): Promise<MemoryRow> {
  const content = input.content ?? memory.content ?? "";
  const path = input.path ?? memory.path;
  const same = content === memory.content && path === memory.path;
  if (same && input.content !== null && input.content !== undefined) return memory;
  if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
  if (same) return memory;
  if (path !== memory.path) {
    const ancestors = ancestorsOf(path);
    const blocker = await findBlocker(tx, { storeId: memory.storeId, path, ancestors, except: memory.id });
    if (blocker !== null) throw pathConflict(path, blocker);
  }
  const write = { operation: "modified", memory, path, content } as const;
  const [updated] = await writeMemories(ctx, tx, { storeId: memory.storeId, writes: [write] });
  return updated as MemoryRow;
}
