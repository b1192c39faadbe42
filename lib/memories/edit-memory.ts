import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import { notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { storeArchived } from "@/lib/stores/lock-store";
import { requireStore } from "@/lib/stores/require-store";
import { checkTexts } from "./check-texts";
import { type ReplaceText, replaceText } from "./replace-text";
import { lockMemoryRow, type MemoryRow } from "./repository";
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
 * (archived store, nothing to change, result too large, unsafe text)
 */
export async function editMemory(ctx: Context, input: EditMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  const edited = await withTransaction(ctx.db, (tx) => applyEdit(ctx, tx, input));
  if (edited !== null) return edited;
  await requireStore(ctx, input.storeId);
  throw notFound("Memory", input.memoryId);
}

/** @returns null when the memory is not in the store */
async function applyEdit(ctx: Context, tx: Tx, input: EditMemory): Promise<MemoryRow | null> {
  const { workspaceId } = ctx;
  const locked = await lockMemoryRow(tx, { workspaceId, storeId: input.storeId, id: input.memoryId });
  if (locked === null) return null;
  const { archivedAt, ...memory } = locked;
  if (archivedAt !== null) throw storeArchived(input.storeId);
  if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
  const text = (await getContents(tx, workspaceId, [memory.contentSha256])).get(memory.contentSha256);
  const content = replaceText(text ?? "", input);
  const { storeId } = memory;
  await checkTexts(ctx, tx, { storeId, texts: [{ content, memoryId: memory.id }] });
  const write = { operation: "modified", memory, path: memory.path, content } as const;
  const [edited] = await writeMemories(ctx, tx, { storeId, writes: [write] });
  return edited as MemoryRow;
}
