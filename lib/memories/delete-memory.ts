import { type Context, requireScope } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore } from "@/lib/stores/lock-store";
import { lockMemory } from "./lock-memory";
import { contentChanged } from "./rules";
import { writeMemories } from "./write-memories";

export type DeleteMemory = { storeId: StoreId; memoryId: MemoryId; expectedSha256?: string | undefined };

/**
 * Removes a memory; its versions stay, with a `deleted` one on top. Works on archived stores.
 * @throws AppError `not_found`, `precondition_failed`
 */
export async function deleteMemory(ctx: Context, input: DeleteMemory): Promise<void> {
  requireScope(ctx, "memories:write");
  await withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, input.storeId);
    const memory = await lockMemory(ctx, tx, input);
    if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
    await writeMemories(ctx, tx, { storeId: memory.storeId, writes: [{ operation: "deleted", memory }] });
  });
}
