import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { requireStore } from "@/lib/stores/require-store";
import { listTree, type StateRow } from "./repository";

export type ListState = {
  storeId: StoreId;
  /** Null: now. */
  at: Date | null;
  /** Starts and ends with "/". */
  pathPrefix?: string | undefined;
  withContent?: boolean;
  /** With content at most 20; a larger one is lowered. */
  limit?: number;
  page?: string | undefined;
};

export type ListedState = StateRow & { storeId: StoreId; content?: string | null };

/** Contract 1.8, as for lists of memories. */
const FULL_LIMIT_MAX = 20;

/**
 * The files of a store at a moment, by path in byte order; those redacted since have none and come last. Before the
 * store's time there are none.
 * @throws AppError `not_found`, `invalid_request` for a foreign cursor
 */
export async function listState(ctx: Context, input: ListState): Promise<Page<ListedState>> {
  requireScope(ctx, "memories:read");
  await requireStore(ctx, input.storeId);
  const scope = `memory_states:${input.storeId}`;
  const cursor = decodeCursor(scope, input.page);
  const withContent = input.withContent ?? false;
  const limit = Math.min(input.limit ?? 20, withContent ? FULL_LIMIT_MAX : Number.POSITIVE_INFINITY);
  const rows = await listTree(
    ctx.db,
    ctx.workspaceId,
    { storeId: input.storeId, at: input.at },
    {
      pathPrefix: input.pathPrefix ?? null,
      after: cursor && { memoryId: String(cursor[0]), path: cursor.length > 1 ? String(cursor[1]) : null },
      withContent,
      limit: limit + 1,
    },
  );
  const states = rows.map((row) => ({ ...row, storeId: input.storeId }));
  return toPage(states, limit, (row) => encodeCursor(scope, [row.memoryId, ...(row.path === null ? [] : [row.path])]));
}
