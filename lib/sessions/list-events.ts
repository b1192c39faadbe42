import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { SessionId, ThreadId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { getSession } from "./get-session";
import { getThread } from "./get-thread";
import { type EventRow, findPrimaryThreadId, listEventRows, type TimeRange } from "./repository";

export type ListEvents = {
  sessionId: SessionId;
  /** Left out: the primary thread, which also tells of the others' starts and ends. */
  threadId?: ThreadId | undefined;
  types?: string[] | undefined;
  /** Compared with the time of processing; an event that waits is in no range. */
  processed?: TimeRange;
  order?: "asc" | "desc";
  /** 1 to 1,000. */
  limit?: number;
  page?: string | undefined;
};

/**
 * Events of one thread in the order of processing.
 * @throws AppError `not_found`, `invalid_request` for a cursor of another thread or order
 */
export async function listEvents(ctx: Context, input: ListEvents): Promise<Page<EventRow>> {
  const session = await getSession(ctx, input.sessionId);
  const threadId = input.threadId
    ? (await getThread(ctx, { sessionId: session.id, threadId: input.threadId })).id
    : await findPrimaryThreadId(ctx.db, session.id);
  const order = input.order ?? "asc";
  const scope = `session_events:${session.id}:${threadId}`;
  const after = decodeCursor(scope, input.page);
  if (after !== null && after[1] !== order) {
    throw new AppError("invalid_request", `page was made with order=${after[1]}; use it with the same order.`);
  }
  const limit = input.limit ?? 100;
  const rows = await listEventRows(ctx.db, session.id, {
    threadId,
    types: input.types ?? null,
    processed: input.processed ?? {},
    direction: order,
    afterPosition: after === null ? null : Number(after[0]),
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => encodeCursor(scope, [row.position, order]));
}
