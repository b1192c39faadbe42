import { type Context, requireScope } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { getStore } from "@/lib/stores/get-store";
import { findMemoriesByIds, listChildEntries, listMemoryRows, type MemoriesFilter, type MemoryRow } from "./repository";

export type ListMemories = {
  storeId: StoreId;
  /** Starts and ends with "/". */
  pathPrefix?: string | undefined;
  /** True: direct children, deeper ones rolled up into one prefix per directory. */
  rollUp?: boolean;
  withContent?: boolean;
  /** With content at most 20; a larger one is lowered. */
  limit?: number;
  page?: string | undefined;
};

export type ListedEntry = { memory: MemoryRow; path: string } | { memory: null; path: string };

/** Contract 1.8. */
const FULL_LIMIT_MAX = 20;

/** By path, ascending bytes; directories only with `rollUp`. @throws AppError `not_found`, `invalid_request` */
export async function listMemories(ctx: Context, input: ListMemories): Promise<Page<ListedEntry>> {
  requireScope(ctx, "memories:read");
  await getStore(ctx, input.storeId);
  const prefix = input.pathPrefix ?? "/";
  const withContent = input.withContent ?? false;
  const limit = Math.min(input.limit ?? 20, withContent ? FULL_LIMIT_MAX : Number.POSITIVE_INFINITY);
  const scope = `memories:${input.storeId}`;
  const after = decodeCursor(scope, input.page);
  const filter = { prefix, afterPath: after && String(after[0]), withContent, limit: limit + 1 };
  const entries = input.rollUp
    ? await listRolledUp(ctx, input.storeId, filter)
    : (await listMemoryRows(ctx.db, { workspaceId: ctx.workspaceId, storeId: input.storeId }, filter)).map(
        (memory) => ({
          memory,
          path: memory.path,
        }),
      );
  return toPage<ListedEntry>(entries, limit, (entry) => encodeCursor(scope, [entry.path]));
}

async function listRolledUp(ctx: Context, storeId: StoreId, filter: MemoriesFilter): Promise<ListedEntry[]> {
  const entries = await listChildEntries(ctx.db, storeId, filter);
  const ids = entries.flatMap((entry) => (entry.id === null ? [] : [entry.id]));
  const key = { workspaceId: ctx.workspaceId, storeId };
  const rows = ids.length > 0 ? await findMemoriesByIds(ctx.db, key, ids, filter.withContent) : [];
  const byId = new Map<MemoryId, MemoryRow>(rows.map((row) => [row.id, row]));
  return entries.flatMap((entry): ListedEntry[] => {
    if (entry.id === null) return [{ memory: null, path: entry.path }];
    const memory = byId.get(entry.id);
    return memory === undefined ? [] : [{ memory, path: entry.path }];
  });
}
