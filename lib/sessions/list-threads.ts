import type { Context } from "@/lib/auth/context";
import type { SessionId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { getSession } from "./get-session";
import { listThreadRows, type ThreadRow } from "./repository";
import type { SessionStatus } from "./schema";

export type ListThreads = {
  sessionId: SessionId;
  statuses?: SessionStatus[] | undefined;
  /** 1 to 1,000. */
  limit?: number;
  page?: string | undefined;
};

/** The primary thread first, then in order of creation. @throws AppError `not_found`, `invalid_request` */
export async function listThreads(ctx: Context, input: ListThreads): Promise<Page<ThreadRow>> {
  const session = await getSession(ctx, input.sessionId);
  const scope = `session_threads:${session.id}`;
  const limit = input.limit ?? 1000;
  const after = decodeCursor(scope, input.page);
  const rows = await listThreadRows(ctx.db, session.id, {
    statuses: input.statuses ?? null,
    afterId: after === null ? null : String(after[0]),
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => encodeCursor(scope, [row.id]));
}
