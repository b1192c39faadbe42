import { type Context, requireScope } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { insertStore, type StoreRow } from "./repository";

export type CreateStore = { name: string; description?: string | undefined; metadata?: Metadata | undefined };

/** @throws AppError `permission` */
export async function createStore(ctx: Context, input: CreateStore): Promise<StoreRow> {
  requireScope(ctx, "stores:write");
  const at = ctx.now();
  const row: StoreRow = {
    id: newId("memstore"),
    workspaceId: ctx.workspaceId,
    name: input.name,
    description: input.description ?? "",
    metadata: input.metadata ?? {},
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    memoryCount: 0,
  };
  await withTransaction(ctx.db, async (tx) => {
    await insertStore(tx, row);
    await emitEvent(ctx, tx, { type: "memory_store.created", objectId: row.id });
  });
  return row;
}
