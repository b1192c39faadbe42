import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { listStoreRows, type StoreRow } from "./repository";

export type ListStores = {
  createdFrom?: Date | null;
  createdTo?: Date | null;
  includeArchived?: boolean;
  limit?: number;
  page?: string | undefined;
};

const SCOPE = "memory_stores";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listStores(ctx: Context, input: ListStores = {}): Promise<Page<StoreRow>> {
  requireScope(ctx, "stores:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listStoreRows(ctx.db, ctx.workspaceId, {
    createdFrom: input.createdFrom ?? null,
    createdTo: input.createdTo ?? null,
    includeArchived: input.includeArchived ?? false,
    after,
    limit: limit + 1,
  });
  return toTimePage(rows, limit, SCOPE);
}
