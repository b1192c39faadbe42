import type { Context } from "@/lib/auth/context";
import { newId, type StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { MemoryRow } from "./repository";
import { insertCopies } from "./write-repository";

export type CopiedMemory = { path: string; contentSha256: string; contentBytes: number };

/**
 * Fills an empty store with memories whose texts are stored already: rows are written, texts are shared. Each gets a new
 * id and a `created` version by the context's actor; history is not copied.
 * @returns the new memories, in order
 */
export async function copyMemories(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; memories: CopiedMemory[] },
): Promise<MemoryRow[]> {
  const at = ctx.now();
  const rows = input.memories.map(
    (memory): MemoryRow => ({
      id: newId("mem"),
      workspaceId: ctx.workspaceId,
      storeId: input.storeId,
      path: memory.path,
      headVersionId: newId("memver"),
      contentSha256: memory.contentSha256,
      contentBytes: memory.contentBytes,
      createdAt: at,
      updatedAt: at,
    }),
  );
  const { workspaceId, actor } = ctx;
  if (rows.length > 0) await insertCopies(tx, { workspaceId, storeId: input.storeId, at, actor, rows });
  return rows;
}
