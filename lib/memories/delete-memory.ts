import { type Context, requireScope } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore } from "@/lib/stores/lock-store";
import { openDesk } from "./open-desk";
import { requireMemory } from "./require-memory";
import { contentChanged } from "./rules";

export type DeleteMemory = { storeId: StoreId; memoryId: MemoryId; expectedSha256?: string | undefined };

/**
 * Removes a memory; its versions stay, with a `deleted` one on top. Works on archived stores.
 * @throws AppError `not_found`, `precondition_failed`
 */
export async function deleteMemory(ctx: Context, input: DeleteMemory): Promise<void> {
  requireScope(ctx, "memories:write");
  await withTransaction(ctx.db, async (tx) => {
    const desk = await openDesk(ctx, tx, input.storeId);
    await lockStore(ctx, tx, input.storeId);
    const memory = await requireMemory(desk, input.memoryId);
    if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
    await desk.write([{ operation: "deleted", memory }]);
  });
}
