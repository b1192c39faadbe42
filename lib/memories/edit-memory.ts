import { type Context, requireScope } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { getStore } from "@/lib/stores/get-store";
import { requireActive } from "@/lib/stores/lock-store";
import { lockMemory } from "./lock-memory";
import { type ReplaceText, replaceText } from "./replace-text";
import type { MemoryRow } from "./repository";
import { contentChanged } from "./rules";
import { writeMemories } from "./write-memories";

export type EditMemory = ReplaceText & {
  storeId: StoreId;
  memoryId: MemoryId;
  /** Hash of the content the caller last read; left out to edit whatever is there. */
  expectedSha256?: string | undefined;
};

/**
 * Replaces a part of a memory's text and appends one version. The text is the one that stands when the edit's turn comes,
 * so writers of different places never undo each other; of two that want to change the same place the first wins.
 * @throws AppError `not_found`, `precondition_failed`, `conflict` (the old text is gone or not unique), `invalid_request`
 * (archived store, nothing to change, result too large)
 */
export async function editMemory(ctx: Context, input: EditMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  // Before the transaction: a second connection asked for inside it could be the one that another such writer waits for.
  const store = await getStore(ctx, input.storeId);
  return withTransaction(ctx.db, async (tx) => {
    const memory = await lockMemory(ctx, tx, input);
    requireActive(store);
    if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
    const content = replaceText(memory.content ?? "", input);
    const write = { operation: "modified", memory, path: memory.path, content } as const;
    const [edited] = await writeMemories(ctx, tx, { storeId: memory.storeId, writes: [write] });
    return edited as MemoryRow;
  });
}
