import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { requireStore } from "@/lib/stores/require-store";
import { numberChanges } from "./number-changes";
import { type ChangeRow, listChangeRows } from "./repository";
import { waitForNews } from "./wait-for-news";

export type ListChanges = {
  storeId: StoreId;
  /** Changes with a greater sequence; one that was not reached yet gives nothing. */
  after: number;
  /** With content at most 100; a larger one is lowered. */
  limit: number;
  withContent: boolean;
  /** How long to wait when there is nothing new; 0 to answer at once. */
  waitSeconds: number;
  /** Ends the wait early. */
  signal: AbortSignal;
};

export type Changes = { data: ChangeRow[]; nextAfter: number; hasMore: boolean };

/** 10 MB of texts at most. */
const FULL_LIMIT_MAX = 100;

/**
 * The store's changes in the order of their sequence, which counts from 1 without gaps. A reader that passes each answer's
 * `nextAfter` on gets every change exactly once (why: `numberChanges`).
 * @throws AppError `not_found`
 */
export async function listChanges(ctx: Context, input: ListChanges): Promise<Changes> {
  requireScope(ctx, "memories:read");
  const store = await requireStore(ctx, input.storeId);
  const changes = await readChanges(ctx, input);
  if (changes.data.length > 0 || input.waitSeconds === 0) return changes;
  const { after, waitSeconds, signal } = input;
  const news = await waitForNews(ctx.db, { storeId: store.id, after, waitSeconds, signal });
  return news ? readChanges(ctx, input) : changes;
}

async function readChanges(ctx: Context, input: ListChanges): Promise<Changes> {
  const { storeId, after, withContent } = input;
  const limit = Math.min(input.limit, withContent ? FULL_LIMIT_MAX : Number.POSITIVE_INFINITY);
  await numberChanges(ctx.db, storeId);
  const rows = await listChangeRows(ctx.db, storeId, { after, limit: limit + 1, withContent });
  const data = rows.slice(0, limit);
  return { data, nextAfter: data.at(-1)?.sequence ?? after, hasMore: rows.length > limit };
}
