import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { requireStore } from "@/lib/stores/require-store";
import { findMemory, type MemoryRow } from "./repository";

/** The memory with its content. @throws AppError `not_found` */
export async function getMemory(ctx: Context, input: { storeId: StoreId; memoryId: MemoryId }): Promise<MemoryRow> {
  requireScope(ctx, "memories:read");
  const row = await findMemory(ctx.db, { workspaceId: ctx.workspaceId, storeId: input.storeId, id: input.memoryId });
  if (row !== null) return row;
  await requireStore(ctx, input.storeId);
  throw notFound("Memory", input.memoryId);
}
