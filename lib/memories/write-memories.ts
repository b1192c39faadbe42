import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { type DreamId, type MemoryId, newId, type StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { touchTree } from "@/lib/stores/lock-store";
import { type AppendVersion, appendVersions } from "@/lib/versions/append-versions";
import { deleteMemoryRows, insertMemories, type MemoryRow, updateMemoryRows } from "./repository";
import { laterThan, pathConflict } from "./rules";
import { stoppedByTree } from "./stopped-by-tree";

/** One change of one memory. `memory` is the locked row as it is now, `memoryId` an id that no memory ever had. */
export type MemoryWrite =
  | { operation: "created"; path: string; content: string; memoryId?: MemoryId }
  | { operation: "modified"; memory: MemoryRow; path: string; content: string }
  | { operation: "deleted"; memory: MemoryRow };

export type WriteMemories = { storeId: StoreId; writes: MemoryWrite[]; dreamId?: DreamId | undefined };

/**
 * The one way in which memories change: every write appends exactly one version by the context's actor. A constant
 * number of statements, however many writes. The caller holds the store's lock when a path comes, goes or moves.
 *
 * @returns the memories as they are afterwards (a deleted one as it was, with the version that deleted it), in order
 * @throws AppError `path_conflict`
 */
export async function writeMemories(ctx: Context, tx: Tx, input: WriteMemories): Promise<MemoryRow[]> {
  const at = timeOf(ctx, input.writes);
  const changedAt = input.writes.some(changesTree) ? await touchTree(ctx, tx, input.storeId, at) : at;
  const texts = input.writes.flatMap((write) => (write.operation === "deleted" ? [] : [write.content]));
  const contents = await putContents(tx, ctx.workspaceId, texts);
  let taken = 0;
  const planned = input.writes.map((write) => {
    const headVersionId = newId("memver");
    if (write.operation === "deleted") {
      return { write, after: { ...write.memory, headVersionId, updatedAt: changedAt } };
    }
    const content = contents[taken++] as (typeof contents)[number];
    const state = {
      headVersionId,
      path: write.path,
      contentSha256: content.sha256,
      contentBytes: content.bytes,
      content: content.text,
      updatedAt: changedAt,
    };
    const after: MemoryRow =
      write.operation === "modified"
        ? { ...write.memory, ...state }
        : {
            id: write.memoryId ?? newId("mem"),
            workspaceId: ctx.workspaceId,
            storeId: input.storeId,
            createdAt: changedAt,
            ...state,
          };
    return { write, after };
  });
  await appendVersions(
    ctx,
    tx,
    planned.map(({ write, after }) => versionOf(write, after, input.dreamId ?? null)),
  );
  const rowsOf = (operation: MemoryWrite["operation"]) =>
    planned.filter(({ write }) => write.operation === operation).map(({ after }) => after);
  try {
    await deleteMemoryRows(tx, rowsOf("deleted"));
    await updateMemoryRows(tx, rowsOf("modified"));
    await insertMemories(tx, rowsOf("created"));
  } catch (error) {
    throw asPathConflict(error);
  }
  return planned.map(({ after }) => after);
}

/** Now, or just after the last change of any of the memories. */
function timeOf(ctx: Context, writes: MemoryWrite[]): Date {
  const last = writes.map((write) => (write.operation === "created" ? 0 : write.memory.updatedAt.getTime()));
  return laterThan(ctx.now(), new Date(last.reduce((latest, time) => Math.max(latest, time), 0)));
}

/** Whether a path comes, goes or moves. */
const changesTree = (write: MemoryWrite): boolean => write.operation !== "modified" || write.path !== write.memory.path;

function versionOf(write: MemoryWrite, after: MemoryRow, dreamId: DreamId | null): AppendVersion {
  const gone = write.operation === "deleted";
  return {
    id: after.headVersionId,
    storeId: after.storeId,
    memoryId: after.id,
    operation: write.operation,
    path: after.path,
    contentSha256: gone ? null : after.contentSha256,
    contentBytes: gone ? null : after.contentBytes,
    createdAt: after.updatedAt,
    baseSha256: write.operation === "created" ? null : write.memory.contentSha256,
    dreamId,
  };
}

/** Verbs look before they write; this answers for the writer that the database itself had to stop. */
function asPathConflict(error: unknown): unknown {
  if (stoppedByTree(error)) {
    const path = /blocked by (.*)$/.exec(error.message)?.[1] ?? "";
    return pathConflict(path, { id: error.detail?.startsWith("mem_") ? error.detail : "", path });
  }
  return error;
}
