import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { SessionId } from "@/lib/core/ids";
import { findSession, type SessionRow } from "./repository";

/** @throws AppError `not_found` */
export async function getSession(ctx: Context, sessionId: SessionId): Promise<SessionRow> {
  requireScope(ctx, "sessions:read");
  const row = await findSession(ctx.db, { workspaceId: ctx.workspaceId, id: sessionId });
  if (row === null) throw notFound("Session", sessionId);
  return row;
}
