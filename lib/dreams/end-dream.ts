import type { Context } from "@/lib/auth/context";
import type { Tx } from "@/lib/db/database";
import { appendEvents } from "@/lib/sessions/append-events";
import { closeOwnSession } from "@/lib/sessions/close-own-session";
import { emitEvent } from "@/lib/webhooks/emit-event";
import type { DreamChange, DreamRow } from "./repository";
import { updateDream } from "./update-dream";

export type DreamEnd =
  | { status: "completed"; reviewStatus: DreamRow["reviewStatus"] }
  | { status: "canceled" }
  | { status: "failed"; errorType: string; errorMessage: string };

/** Moves a locked dream to a final status, gives up its hold and archives its session (contract 5.4). */
export async function endDream(ctx: Context, tx: Tx, dream: DreamRow, end: DreamEnd): Promise<DreamRow> {
  const change: DreamChange = { ...end, endedAt: ctx.now(), holdStoreId: null };
  if (end.status === "completed") change.stage = "done";
  if (dream.sessionId !== null && dream.threadId !== null) {
    const { sessionId, threadId } = dream;
    const said = {
      completed: [],
      canceled: [{ threadId, type: "agent.message", payload: textPayload("Canceled. What was read is not used.") }],
      failed: [{ threadId, type: "session.error", payload: errorPayload(end) }],
    }[end.status];
    await appendEvents(ctx, tx, {
      sessionId,
      events: [
        ...said,
        { threadId, type: "session.status_idle", payload: { stop_reason: { type: "end_turn" }, stop_details: null } },
        { threadId, type: "session.status_terminated", payload: {} },
      ],
    });
    await closeOwnSession(ctx, tx, sessionId);
  }
  await emitEvent(ctx, tx, { type: `reverie.dream.${end.status}`, objectId: dream.id, storeId: dream.storeId });
  return updateDream(tx, dream, change);
}

const textPayload = (text: string) => ({ content: [{ type: "text", text }] });

const errorPayload = (end: DreamEnd) => ({
  error: {
    type: "unknown_error",
    message: end.status === "failed" ? end.errorMessage : "",
    retry_status: { type: "terminal" },
  },
});
