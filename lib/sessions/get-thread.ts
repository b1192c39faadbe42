import type { Context } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { SessionId, ThreadId } from "@/lib/core/ids";
import { getSession } from "./get-session";
import { findThreadRow, type ThreadRow } from "./repository";

/** @throws AppError `not_found` for the session or the thread */
export async function getThread(ctx: Context, input: { sessionId: SessionId; threadId: ThreadId }): Promise<ThreadRow> {
  const session = await getSession(ctx, input.sessionId);
  const row = await findThreadRow(ctx.db, { sessionId: session.id, id: input.threadId });
  if (row === null) throw notFound("Session thread", input.threadId);
  return row;
}
