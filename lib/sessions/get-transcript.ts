import type { Context } from "@/lib/auth/context";
import type { SessionId } from "@/lib/core/ids";
import { wireTime } from "@/lib/core/time";
import type { EngineEvent, EngineTranscript } from "@/lib/engines/types";
import { getSession } from "./get-session";
import { listEventRows } from "./repository";

/** Events a statement. */
const CHUNK = 2_000;

/** A session as engines read it: the events of all its threads, in order. @throws AppError `not_found` */
export async function getTranscript(ctx: Context, sessionId: SessionId): Promise<EngineTranscript> {
  const session = await getSession(ctx, sessionId);
  const events: EngineEvent[] = [];
  let afterPosition: number | null = null;
  for (;;) {
    const chunk = await listEventRows(ctx.db, session.id, {
      threadId: null,
      types: null,
      processed: {},
      direction: "asc",
      afterPosition,
      limit: CHUNK,
    });
    events.push(
      ...chunk.map(({ id, type, processedAt, payload, threadId }) => ({ id, type, processedAt, payload, threadId })),
    );
    afterPosition = chunk.at(-1)?.position ?? null;
    if (chunk.length < CHUNK) break;
  }
  return {
    sessionId: session.id,
    title: session.title,
    createdAt: wireTime(session.createdAt),
    mountPaths: session.resources.map(({ mountPath }) => mountPath),
    events,
  };
}
