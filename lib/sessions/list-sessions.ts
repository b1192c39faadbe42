import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor } from "@/lib/core/pagination";
import { listSessionRows, type SessionRow, type TimeRange } from "./repository";
import type { SessionStatus } from "./schema";

export type ListSessions = {
  agentId?: string | undefined;
  /** Only with `agentId`. */
  agentVersion?: number | undefined;
  /** No session here belongs to a deployment, so any value finds none. */
  deploymentId?: string | undefined;
  storeId?: string | undefined;
  statuses?: SessionStatus[] | undefined;
  created?: TimeRange;
  includeArchived?: boolean;
  order?: "asc" | "desc";
  limit?: number;
  page?: string | undefined;
};

export type BidirectionalPage<Row> = { data: Row[]; nextPage: string | null; prevPage: string | null };

const SCOPE = "sessions";

type Cursor = { way: "next" | "prev"; createdAt: Date; id: SessionId };

/**
 * By creation, newest first unless asked otherwise; pages go both ways.
 * @throws AppError `invalid_request` for a cursor of another order or outside the time filter
 */
export async function listSessions(ctx: Context, input: ListSessions = {}): Promise<BidirectionalPage<SessionRow>> {
  requireScope(ctx, "sessions:read");
  if (input.agentVersion !== undefined && input.agentId === undefined) {
    throw new AppError("invalid_request", "agent_version needs agent_id.");
  }
  const order = input.order ?? "desc";
  const limit = input.limit ?? 20;
  const cursor = readCursor(input.page, order, input.created ?? {});
  if (input.deploymentId !== undefined) return { data: [], nextPage: null, prevPage: null };
  const backwards = cursor?.way === "prev";
  const rows = await listSessionRows(ctx.db, ctx.workspaceId, {
    agentId: input.agentId ?? null,
    agentVersion: input.agentVersion ?? null,
    storeId: input.storeId ?? null,
    statuses: input.statuses ?? null,
    created: input.created ?? {},
    includeArchived: input.includeArchived ?? false,
    direction: backwards ? opposite(order) : order,
    after: cursor,
    limit: limit + 1,
  });
  return cutPage(rows, { limit, order, cursor });
}

function cutPage(
  rows: SessionRow[],
  { limit, order, cursor }: { limit: number; order: "asc" | "desc"; cursor: Cursor | null },
): BidirectionalPage<SessionRow> {
  const backwards = cursor?.way === "prev";
  const data = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const write = (way: Cursor["way"], row: Pick<SessionRow, "createdAt" | "id"> | null | undefined) =>
    row ? encodeCursor(SCOPE, [way, order, row.createdAt.getTime(), row.id]) : null;
  // Behind a cursor there is at least the row that it was made of.
  return {
    data,
    nextPage: hasMore || backwards ? write("next", data.at(-1) ?? cursor) : null,
    prevPage: (hasMore && backwards) || cursor?.way === "next" ? write("prev", data[0] ?? cursor) : null,
  };
}

function opposite(order: "asc" | "desc"): "asc" | "desc" {
  return order === "asc" ? "desc" : "asc";
}

function readCursor(page: string | undefined, order: "asc" | "desc", created: TimeRange): Cursor | null {
  const key = decodeCursor(SCOPE, page);
  if (key === null) return null;
  const [way, cursorOrder, createdAtMs, id] = key;
  if (cursorOrder !== order) {
    throw new AppError("invalid_request", `page was made with order=${cursorOrder}; use it with the same order.`);
  }
  const createdAt = new Date(Number(createdAtMs));
  if (!isWithin(createdAt, created)) {
    throw new AppError("invalid_request", "page lies outside the created_at filter; start again without page.");
  }
  return { way: way === "prev" ? "prev" : "next", createdAt, id: String(id) as SessionId };
}

function isWithin(at: Date, { gt, gte, lt, lte }: TimeRange): boolean {
  return !((gt && at <= gt) || (gte && at < gte) || (lt && at >= lt) || (lte && at > lte));
}
