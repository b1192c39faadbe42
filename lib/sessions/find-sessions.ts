import { type Context, requireScope } from "@/lib/auth/context";
import type { SessionId } from "@/lib/core/ids";
import { findSessionRows, type SessionRow } from "./repository";

/** Those of the sessions that are in the workspace, in no order. Archived ones are among them. */
export async function findSessions(ctx: Context, ids: readonly SessionId[]): Promise<SessionRow[]> {
  requireScope(ctx, "sessions:read");
  return findSessionRows(ctx.db, ctx.workspaceId, ids);
}
