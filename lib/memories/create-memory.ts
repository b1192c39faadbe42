import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { ancestorsOf, type MemoryPath } from "./path";
import { findBlocker, type MemoryRow } from "./repository";
import { pathConflict, storeFull } from "./rules";
import type { MemoryContent } from "./schema";
import { writeMemories } from "./write-memories";

export type CreateMemory = { storeId: StoreId; path: MemoryPath; content: MemoryContent };

/**
 * Adds a memory and its `created` version. It never overwrites, not even equal content.
 * @throws AppError `not_found`, `path_conflict`, `invalid_request` (archived store, cap)
 */
export async function createMemory(ctx: Context, input: CreateMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  return withTransaction(ctx.db, async (tx) => {
    const store = await lockStore(ctx, tx, input.storeId);
    requireActive(store);
    const ancestors = ancestorsOf(input.path);
    const blocker = await findBlocker(tx, { storeId: store.id, path: input.path, ancestors, except: null });
    if (blocker !== null) throw pathConflict(input.path, blocker);
    const max = ctx.limits.memoriesPerStoreMax;
    if (store.memoryCount >= max) throw storeFull(store.id, max);
    const write = { operation: "created", path: input.path, content: input.content } as const;
    const [memory] = await writeMemories(ctx, tx, { storeId: store.id, writes: [write] });
    return memory as MemoryRow;
  });
}
