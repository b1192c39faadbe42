import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import { byteLength, sha256 } from "@/lib/core/hash";
import { type MemoryId, newId, type StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { lockStore, requireActive, storeArchived } from "@/lib/stores/lock-store";
import { requireStore } from "@/lib/stores/require-store";
import { checkTexts } from "./check-texts";
import { lockMemory } from "./lock-memory";
import { ancestorsOf, type MemoryPath } from "./path";
import { findBlocker, type MemoryRow } from "./repository";
import { contentChanged, pathConflict } from "./rules";
import type { MemoryContent } from "./schema";
import { updateInTurn } from "./update-in-turn";
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
 * @throws AppError `not_found`, `precondition_failed`, `path_conflict`, `invalid_request` (archived store, unsafe text)
 */
export async function updateMemory(ctx: Context, input: UpdateMemory): Promise<MemoryRow> {
  requireScope(ctx, "memories:write");
  const { storeId, memoryId, content, path } = input;
  if (content !== null && content !== undefined) {
    await checkTexts(ctx, ctx.db, { storeId, texts: [{ content, memoryId }] });
  }
  if (content !== null && content !== undefined && (path === null || path === undefined)) {
    return updateContent(ctx, { ...input, content });
  }
  return withTransaction(ctx.db, async (tx) => {
    // Renames take turns per store, so that the tree rule holds; content updates of a store run side by side.
    const store = await lockStore(ctx, tx, input.storeId);
    const memory = await lockMemory(ctx, tx, input);
    requireActive(store);
    return applyUpdate(ctx, tx, memory, input);
  });
}

/** The way that most writes take: one statement, which decides by the hashes. */
async function updateContent(ctx: Context, input: UpdateMemory & { content: MemoryContent }): Promise<MemoryRow> {
  const content = { text: input.content, sha256: sha256(input.content), bytes: byteLength(input.content) };
  const versionId = newId("memver");
  const updated = await updateInTurn({
    ctx,
    update: {
      ...input,
      workspaceId: ctx.workspaceId,
      versionId,
      content,
      expectedSha256: input.expectedSha256 ?? null,
      at: ctx.now(),
      actor: ctx.actor,
    },
  });
  if (updated === null) {
    await requireStore(ctx, input.storeId);
    throw notFound("Memory", input.memoryId);
  }
  if (updated.outcome === "archived") throw storeArchived(input.storeId);
  if (updated.outcome === "changed") throw contentChanged();
  return {
    id: input.memoryId,
    workspaceId: ctx.workspaceId,
    storeId: input.storeId,
    path: updated.path,
    headVersionId: updated.outcome === "written" ? versionId : updated.headVersionId,
    contentSha256: content.sha256,
    contentBytes: content.bytes,
    createdAt: updated.createdAt,
    updatedAt: updated.updatedAt,
    content: input.content,
  };
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
