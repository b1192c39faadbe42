import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import { notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { lockStore, requireActive, storeArchived } from "@/lib/stores/lock-store";
import { requireStore } from "@/lib/stores/require-store";
import { checkTexts } from "./check-texts";
import { type Desk, openDesk } from "./open-desk";
import { type ReplaceText, replaceText } from "./replace-text";
import { lockMemoryRow, type MemoryRow } from "./repository";
import { contentChanged } from "./rules";

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
  const { storeId, memoryId } = input;
  const desk = await openDesk(ctx, tx, storeId);
  const memory = await (desk.isReviewed ? lockReviewed(ctx, tx, desk, input) : lockAlone(ctx, tx, input));
  if (memory === null) return null;
  if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();
  const content = replaceText(memory.content ?? "", input);
  await checkTexts(ctx, tx, { storeId, texts: [{ content, memoryId }] });
  const [edited] = await desk.write([{ operation: "modified", memory, path: memory.path, content }]);
  return edited as MemoryRow;
}

async function lockReviewed(ctx: Context, tx: Tx, desk: Desk, input: EditMemory): Promise<MemoryRow | null> {
  requireActive(await lockStore(ctx, tx, input.storeId));
  return (await desk.lock([input.memoryId])).get(input.memoryId) ?? null;
}

/** Without the store's lock: edits of a store run side by side. */
async function lockAlone(ctx: Context, tx: Tx, { storeId, memoryId }: EditMemory): Promise<MemoryRow | null> {
  const { workspaceId } = ctx;
  const locked = await lockMemoryRow(tx, { workspaceId, storeId, id: memoryId });
  if (locked === null) return null;
  const { archivedAt, reviewsWrites: _, ...memory } = locked;
  if (archivedAt !== null) throw storeArchived(storeId);
  const content = (await getContents(tx, workspaceId, [memory.contentSha256])).get(memory.contentSha256);
  return { ...memory, content };
}
