import type { Context } from "@/lib/auth/context";
import { SCOPES } from "@/lib/auth/scopes";
import { newId, type StoreId, type WorkspaceId } from "@/lib/core/ids";
import { type Database, withTransaction } from "@/lib/db/database";
import type { MemoryRow } from "@/lib/memories/repository";
import { writeMemories } from "@/lib/memories/write-memories";
import { createStore } from "@/lib/stores/create-store";
import { lockStore } from "@/lib/stores/lock-store";
import { randomText } from "./random";

/** Bytes of a memory. */
export const CONTENT_BYTES = 2_048;
/** Directories at the top of each store, so that `depth=1` answers as many entries whatever the store holds. */
const DIRECTORIES = 20;

export type SeededStore = { id: StoreId; memories: Pick<MemoryRow, "id" | "path" | "contentSha256">[] };

/** The context of the server's own API key. */
export async function serverContext(db: Database): Promise<Context> {
  const key = await db.prisma.apiKey.findFirstOrThrow();
  return {
    workspaceId: key.workspaceId as WorkspaceId,
    actor: { type: "api_actor", id: key.id },
    scopes: new Set(SCOPES),
    db,
    now: () => new Date(),
    requestId: newId("req"),
    limits: { memoriesPerStoreMax: 1_000_000, writeSafety: "off" },
  };
}

/** A store of `count` memories of 2 KiB each, in 20 directories. */
export async function seedStore(ctx: Context, count: number, random: () => number): Promise<SeededStore> {
  const store = await createStore(ctx, { name: `Bench ${count}` });
  const writes = Array.from({ length: count }, (_, index) => ({
    operation: "created" as const,
    path: `/d${String(index % DIRECTORIES).padStart(2, "0")}/f${String(index).padStart(6, "0")}.md`,
    content: randomText(random, CONTENT_BYTES),
  }));
  const memories = await withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, store.id);
    return writeMemories(ctx, tx, { storeId: store.id, writes });
  });
  return { id: store.id, memories };
}
