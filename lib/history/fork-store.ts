import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { type CopiedMemory, copyMemories } from "@/lib/memories/copy-memories";
import { storeFull } from "@/lib/memories/rules";
import { copyStore } from "@/lib/stores/copy-store";
import type { StoreRow } from "@/lib/stores/repository";
import { requireStore } from "@/lib/stores/require-store";
import { listTree } from "./repository";
import { requireReadable } from "./rules";

export type ForkStore = {
  storeId: StoreId;
  name: string;
  /** Null: now. */
  at: Date | null;
  /** Left out: that of the source. */
  description?: string | undefined;
  metadata?: Metadata | undefined;
};

/**
 * A new store with the files of another at a moment: equal paths and hashes, new ids, `created` versions by the caller.
 * History is not copied, texts are shared. The source may be archived.
 * @throws AppError `not_found`, `conflict` (a file of that moment was redacted since), `invalid_request` (cap)
 */
export async function forkStore(ctx: Context, input: ForkStore): Promise<StoreRow> {
  requireScope(ctx, "stores:write");
  requireScope(ctx, "memories:read");
  // Outside: a transaction that waits for a second connection waits forever when all others do the same.
  const source = await requireStore(ctx, input.storeId);
  return withTransaction(ctx.db, async (tx) => {
    // One statement, so of one instant.
    const everything = { pathPrefix: null, after: null, withContent: false, limit: null };
    const states = await listTree(tx, ctx.workspaceId, { storeId: source.id, at: input.at }, everything);
    requireReadable(states);
    const max = ctx.limits.memoriesPerStoreMax;
    if (states.length > max) throw storeFull(source.id, max);
    const { name, description = source.description, metadata = source.metadata } = input;
    const store = await copyStore(ctx, tx, { from: { ...source, name, description, metadata }, suffix: "" });
    // Only a redacted state lacks these, and there is none.
    const memories = states.map(({ path, contentSha256, contentBytes }) => ({ path, contentSha256, contentBytes }));
    await copyMemories(ctx, tx, { storeId: store.id, memories: memories as CopiedMemory[] });
    return store;
  });
}
