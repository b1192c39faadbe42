import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { startPace } from "@/lib/core/pace";
import { getSession } from "@/lib/sessions/get-session";
import { getTranscript } from "@/lib/sessions/get-transcript";
import { READER, readSession, type SessionFigures } from "./read-session";
import { countPending, listPending, type PendingRow, saveFigures } from "./repository";

/** What one call reads at most; whoever asks again reads on. */
const SESSIONS_MAX = 50;
const TIME_MS = 1_000;

export type ReadPending = {
  storeId: StoreId;
  to: Date;
  /** Milliseconds after which no further session is read; at least one is. */
  timeLimitMs?: number | undefined;
  signal?: AbortSignal | undefined;
};

/** Null when the session was deleted meanwhile. */
async function figuresOf(ctx: Context, { id }: PendingRow): Promise<SessionFigures | null> {
  try {
    const session = await getSession(ctx, id);
    return readSession(await getTranscript(ctx, id), session.outcomeEvaluations);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/**
 * Reads transcripts of the store's sessions that have not been read as they are now, newest first, for about a second. May
 * run in two processes at once: both write the same.
 * @returns sessions that wait to be read, of all
 */
export async function readPending(ctx: Context, input: ReadPending): Promise<{ pending: number; total: number }> {
  const key = { workspaceId: ctx.workspaceId, storeId: input.storeId };
  const pace = startPace(input.timeLimitMs ?? TIME_MS, input.signal);
  for (const session of await listPending(ctx.db, key, { to: input.to, reader: READER, limit: SESSIONS_MAX })) {
    const figures = await figuresOf(ctx, session);
    if (figures !== null) await saveFigures(ctx.db, session, { ...figures, reader: READER, readAt: ctx.now() });
    if (pace.isOver()) break;
    if (pace.isDue()) await pace.rest();
  }
  return countPending(ctx.db, key, { to: input.to, reader: READER });
}
