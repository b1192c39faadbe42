import { type Context, requireScope } from "@/lib/auth/context";
import { byteLength, sha256 } from "@/lib/core/hash";
import { newId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore, requireActive, storeArchived } from "@/lib/stores/lock-store";
import { requireStore } from "@/lib/stores/require-store";
import { checkTexts } from "./check-texts";
import { openDesk } from "./open-desk";
import { ancestorsOf, type MemoryPath } from "./path";
import { findBlocker, type MemoryRow } from "./repository";
import { pathConflict, storeFull } from "./rules";
import type { MemoryContent } from "./schema";
import { stoppedByTree } from "./stopped-by-tree";
import { type CreateOutcome, createMemoryRow } from "./write-repository";

export type CreateMemory = { storeId: StoreId; path: MemoryPath; content: MemoryContent };

/**
 * Adds a memory and its `created` version. It never overwrites, not even equal content.
 * @throws AppError `not_found`, `path_conflict`, `invalid_request` (archived store, cap, unsafe text)
 */
export async function createMemory(ctx: Context, input: CreateMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  await checkTexts(ctx, ctx.db, { storeId: input.storeId, texts: [{ content: input.content, memoryId: null }] });
  const memoryId = newId("mem");
  const versionId = newId("memver");
  const content = { text: input.content, sha256: sha256(input.content), bytes: byteLength(input.content) };
  const created = await insert(ctx, input, {
    ...input,
    workspaceId: ctx.workspaceId,
    memoryId,
    versionId,
    ancestors: ancestorsOf(input.path),
    content,
    memoriesPerStoreMax: ctx.limits.memoriesPerStoreMax,
    at: ctx.now(),
    actor: ctx.actor,
  });
  // Only a store that is not there gives no outcome; this throws.
  if (created === null) await requireStore(ctx, input.storeId);
  if (created?.outcome === "archived") throw storeArchived(input.storeId);
  if (created?.outcome === "full") throw storeFull(input.storeId, ctx.limits.memoriesPerStoreMax);
  if (created?.outcome === "review") return createLocked(ctx, input);
  if (created?.outcome !== "written") {
    throw pathConflict(input.path, { id: created?.blockerId ?? "", path: created?.blockerPath ?? input.path });
  }
  return {
    id: memoryId,
    workspaceId: ctx.workspaceId,
    storeId: input.storeId,
    path: input.path,
    headVersionId: versionId,
    contentSha256: content.sha256,
    contentBytes: content.bytes,
    createdAt: created.at,
    updatedAt: created.at,
    content: input.content,
  };
}

/** Where the store's policy has agents' writes wait for a person. */
function createLocked(ctx: Context, { storeId, path, content }: CreateMemory): Promise<MemoryRow> {
  return withTransaction(ctx.db, async (tx) => {
    const desk = await openDesk(ctx, tx, storeId);
    const store = await lockStore(ctx, tx, storeId);
    requireActive(store);
    const blocker = await desk.blocker(path, null);
    if (blocker !== null) throw pathConflict(path, blocker);
    const { memoriesPerStoreMax } = ctx.limits;
    if (store.memoryCount >= memoriesPerStoreMax) throw storeFull(storeId, memoriesPerStoreMax);
    const [created] = await desk.write([{ operation: "created", path, content }]);
    return created as MemoryRow;
  });
}

/** A writer that came in between is the database's to stop; its path is then there to be named. */
async function insert(
  ctx: Context,
  input: CreateMemory,
  row: Parameters<typeof createMemoryRow>[1],
): Promise<CreateOutcome | null> {
  try {
    return await createMemoryRow(ctx.db, row);
  } catch (error) {
    if (!stoppedByTree(error)) throw error;
    const blocker = await findBlocker(ctx.db, { ...row, except: null });
    // It may be gone again by now: the caller may try again, as with any conflict.
    throw pathConflict(input.path, blocker ?? { id: "", path: input.path });
  }
}
