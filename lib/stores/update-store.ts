import { type Context, requireScope } from "@/lib/auth/context";
import { canonicalJson } from "@/lib/core/hash";
import type { StoreId } from "@/lib/core/ids";
import { type MetadataPatch, patchMetadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { lockStore, requireActive } from "./lock-store";
import { type StoreRow, updateStoreRow } from "./repository";

export type UpdateStore = {
  storeId: StoreId;
  /** Left out or null: stays. */
  name?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: MetadataPatch | null | undefined;
};

/**
 * Changes what is named; `updatedAt` moves only when something differs.
 * @throws AppError `not_found`, `invalid_request` (archived, too much metadata)
 */
export async function updateStore(ctx: Context, input: UpdateStore): Promise<StoreRow> {
  requireScope(ctx, "stores:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockStore(ctx, tx, input.storeId);
    requireActive(row);
    const changed: StoreRow = {
      ...row,
      name: input.name ?? row.name,
      description: input.description ?? row.description,
      metadata: patchMetadata(row.metadata, input.metadata),
    };
    if (canonicalJson(changed) === canonicalJson(row)) return row;
    changed.updatedAt = ctx.now();
    await updateStoreRow(tx, row, changed);
    return changed;
  });
}
