import { type Context, requireScope } from "@/lib/auth/context";
import { byteLength, sha256 } from "@/lib/core/hash";
import { type MemoryId, newId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockStore, requireActive, storeArchived } from "@/lib/stores/lock-store";
import { checkTexts } from "./check-texts";
import { type Desk, openDesk } from "./open-desk";
import type { MemoryPath } from "./path";
import type { MemoryRow } from "./repository";
import { requireMemory } from "./require-memory";
import { contentChanged, pathConflict } from "./rules";
import type { MemoryContent } from "./schema";
import { updateInTurn } from "./update-in-turn";

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
  return updateLocked(ctx, input);
}

function updateLocked(ctx: Context, input: UpdateMemory): Promise<MemoryRow> {
  return withTransaction(ctx.db, async (tx) => {
    const desk = await openDesk(ctx, tx, input.storeId);
    // Renames take turns per store, so that the tree rule holds; content updates of a store run side by side.
    const store = await lockStore(ctx, tx, input.storeId);
    const memory = await requireMemory(desk, input.memoryId);
    requireActive(store);
    return applyUpdate(desk, memory, input);
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
  // One that is not there may wait to be created.
  if (updated === null || updated.outcome === "review") return updateLocked(ctx, input);
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

async function applyUpdate(desk: Desk, memory: MemoryRow, input: UpdateMemory): Promise<MemoryRow> {
  const given = input.content ?? null;
  const { expectedSha256 } = input;
  const wanted = desk.rebase(memory, { content: given ?? memory.content ?? "", expectedSha256 });
  const path = input.path ?? memory.path;
  const same = wanted.content === memory.content && path === memory.path;
  if (same && given !== null) return memory;
  if (wanted.expectedSha256 !== undefined && wanted.expectedSha256 !== memory.contentSha256) throw contentChanged();
  if (same) return memory;
  if (path !== memory.path) {
    const blocker = await desk.blocker(path, memory.id);
    if (blocker !== null) throw pathConflict(path, blocker);
  }
  const [updated] = await desk.write([{ operation: "modified", memory, path, content: wanted.content }]);
  return updated as MemoryRow;
}
