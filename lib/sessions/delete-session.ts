import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { deleteSessionRow, lockSessionRow } from "./repository";
import { requireAtRest } from "./rules";

/**
 * Removes the session with its events and threads. Stores, agents, environments and versions that it wrote stay.
 * @throws AppError `not_found`, also the second time; `invalid_request` while it runs
 */
export async function deleteSession(ctx: Context, sessionId: SessionId): Promise<void> {
  requireScope(ctx, "sessions:write");
  await withTransaction(ctx.db, async (tx) => {
    const key = { workspaceId: ctx.workspaceId, id: sessionId };
    const row = await lockSessionRow(tx, key);
    if (row === null) throw notFound("Session", sessionId);
    requireAtRest(row, "deleted");
    await deleteSessionRow(tx, key);
    await emitEvent(ctx, tx, { type: "session.deleted", objectId: row.id });
  });
}
