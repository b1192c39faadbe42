import type { Context } from "@/lib/auth/context";
import type { SessionId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { endedEvents } from "./ended-events";
import { terminateSessionRow } from "./repository";

/** Archives a session of the server's own when its work has ended; its transcript stays readable. */
export async function closeOwnSession(ctx: Context, tx: Tx, sessionId: SessionId): Promise<void> {
  const threadIds = await terminateSessionRow(tx, { workspaceId: ctx.workspaceId, id: sessionId }, ctx.now());
  await emitEvent(ctx, tx, { type: "session.status_idled", objectId: sessionId }, ...endedEvents(sessionId, threadIds));
}
