import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { SessionId, ThreadId } from "@/lib/core/ids";
import { wireTime } from "@/lib/core/time";
import { type Tx, withTransaction } from "@/lib/db/database";
import { noteSessionEnd } from "@/lib/schedules/note-session-end";
import { ANSWERS } from "@/lib/transcripts/answers";
import { appendEvents } from "./append-events";
import { type CheckedEvent, checkSentEvents } from "./check-events";
import { type EventRow, findPrimaryThreadId, listEventRows, lockSessionRow } from "./repository";
import { requireOpen } from "./rules";

/** These are taken up at once; messages wait for the agent. */
const PROCESSED_AT_ONCE = new Set(["user.tool_result", "user.custom_tool_result"]);

export type SendEvents = { sessionId: SessionId; events: ({ type: string } & Record<string, unknown>)[] };

/**
 * Stores a client's events, all or none. No agent runs here, so the session stays as it is and messages wait.
 * @throws AppError `not_found`, `invalid_request` (a bad event, a result without an open call, a session that is over)
 */
export async function sendEvents(ctx: Context, input: SendEvents): Promise<EventRow[]> {
  requireScope(ctx, "sessions:write");
  const events = checkSentEvents(input.events);
  return withTransaction(ctx.db, async (tx) => {
    const session = await lockSessionRow(tx, { workspaceId: ctx.workspaceId, id: input.sessionId });
    if (session === null) throw notFound("Session", input.sessionId);
    requireOpen(session);
    await requireOpenCalls(tx, session.id, events);
    // The primary thread is written with the session.
    const threadId = (await findPrimaryThreadId(tx, session.id)) as ThreadId;
    const at = wireTime(ctx.now());
    const stored = events.map((event) => ({
      ...event,
      threadId,
      processedAt: PROCESSED_AT_ONCE.has(event.type) ? at : null,
    }));
    const rows = await appendEvents(ctx, tx, { sessionId: session.id, events: stored });
    await noteSessionEnd(tx, { ...session, eventCount: session.eventCount + rows.length }, ctx.now());
    return rows;
  });
}

/** A result for an unknown or answered call is not accepted silently: workers rely on the list to see what is open. */
async function requireOpenCalls(tx: Tx, sessionId: SessionId, events: CheckedEvent[]): Promise<void> {
  if (!events.some(({ type }) => ANSWERS[type])) return;
  const types = [...new Set(Object.entries(ANSWERS).flatMap(([type, answer]) => [type, ...(answer?.calls ?? [])]))];
  const known = await listEventRows(tx, sessionId, {
    threadId: null,
    types,
    processed: {},
    direction: "asc",
    afterPosition: null,
    limit: 2_147_483_647,
  });
  const callTypes = new Map(known.map(({ id, type }) => [id as string, type]));
  const answered = new Set(known.flatMap(({ type, payload }) => answerKey(type, payload)));
  for (const [index, { type, payload }] of events.entries()) {
    const answer = ANSWERS[type];
    if (!answer) continue;
    const call = String(payload[answer.key]);
    const [key = ""] = answerKey(type, payload);
    if (!answer.calls.includes(callTypes.get(call) ?? "")) {
      throw new AppError("invalid_request", `events[${index}].${answer.key} must be the id of a call in this session.`);
    }
    if (answered.has(key)) throw new AppError("invalid_request", `events[${index}] answers a call that has an answer.`);
    answered.add(key);
  }
}

/** A call may be confirmed once and answered once. */
function answerKey(type: string, payload: Record<string, unknown>): string[] {
  const answer = ANSWERS[type];
  if (!answer) return [];
  return [`${type === "user.tool_confirmation" ? "confirmation" : "result"} ${String(payload[answer.key])}`];
}
