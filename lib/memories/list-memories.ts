import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { requireStore } from "@/lib/stores/require-store";
import { listChildEntries, listMemoryRows, type MemoryEntryRow, type MemoryRow } from "./repository";

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
  const withContent = input.withContent ?? false;
  const limit = Math.min(input.limit ?? 20, withContent ? FULL_LIMIT_MAX : Number.POSITIVE_INFINITY);
  const prefix = input.pathPrefix ?? "/";
  // With the prefix: a position outside of it would begin or end the list at the wrong place.
  const scope = `memories:${input.storeId}:${prefix}`;
  const after = decodeCursor(scope, input.page);
  const filter = {
    prefix,
    afterPath: after && String(after[0]),
    withContent,
    limit: limit + 1,
  };
  const key = { workspaceId: ctx.workspaceId, storeId: input.storeId };
  const entries = input.rollUp
    ? (await listChildEntries(ctx.db, key, filter)).map(toEntry)
    : (await listMemoryRows(ctx.db, key, filter)).map((memory) => ({ memory, path: memory.path }));
  // Rows prove the store; only an empty page has to ask whether there is one.
  if (entries.length === 0) await requireStore(ctx, input.storeId);
  return toPage<ListedEntry>(entries, limit, (entry) => encodeCursor(scope, [entry.path]));
}

function toEntry({ entryPath, ...row }: MemoryEntryRow): ListedEntry {
  return { path: entryPath, memory: row.id === null ? null : (row as MemoryRow) };
}
