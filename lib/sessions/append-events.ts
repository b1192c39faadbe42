import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type NewEvent, numberEvents } from "./record-session";
import { type EventRow, insertEvents, lockSessionRow, updateSessionRow } from "./repository";

export type AppendEvent = NewEvent;

/**
 * Adds events to the end of a session, in the caller's transaction; writers of one session take turns.
 * @throws AppError `not_found`
 */
export async function appendEvents(
  ctx: Context,
  tx: Tx,
  input: { sessionId: SessionId; events: AppendEvent[] },
): Promise<EventRow[]> {
  requireScope(ctx, "sessions:write");
  const session = await lockSessionRow(tx, { workspaceId: ctx.workspaceId, id: input.sessionId });
  if (session === null) throw notFound("Session", input.sessionId);
  const at = ctx.now();
  const rows = numberEvents(input.events, { at, first: session.eventCount });
  await insertEvents(tx, { workspaceId: ctx.workspaceId, id: session.id, at }, rows);
  await updateSessionRow(tx, { ...session, eventCount: session.eventCount + rows.length, updatedAt: at });
  return rows;
}
