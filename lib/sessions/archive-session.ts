import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { noteSessionEnd } from "@/lib/schedules/note-session-end";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { endedEvents } from "./ended-events";
import { lockSessionRow, type SessionRow, terminateSessionRow } from "./repository";
import { requireAtRest } from "./rules";

/**
 * Ends the session for good; its history stays readable. Archiving again changes nothing.
 * @throws AppError `not_found`, `invalid_request` while it runs
 */
export async function archiveSession(ctx: Context, sessionId: SessionId): Promise<SessionRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockSessionRow(tx, { workspaceId: ctx.workspaceId, id: sessionId });
    if (row === null) throw notFound("Session", sessionId);
    if (row.archivedAt !== null) return row;
    requireAtRest(row, "archived");
    const at = ctx.now();
    const threadIds = await terminateSessionRow(tx, row, at);
    await emitEvent(ctx, tx, ...endedEvents(row.id, threadIds));
    await noteSessionEnd(tx, row, at);
    return { ...row, status: "terminated", archivedAt: at, updatedAt: at };
  });
}
