import { type Context, requireScope } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
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
  await insertStore(ctx.db, row);
  return row;
}
