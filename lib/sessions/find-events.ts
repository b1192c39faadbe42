import { type Context, requireScope } from "@/lib/auth/context";
import type { EventId, SessionId } from "@/lib/core/ids";
import { type EventRow, findEventRows } from "./repository";

export type FoundEvent = EventRow & { sessionId: SessionId };

/** Those of the events that are in the workspace, by id. */
export async function findEvents(ctx: Context, ids: readonly EventId[]): Promise<Map<string, FoundEvent>> {
  requireScope(ctx, "sessions:read");
  const rows = await findEventRows(ctx.db, ctx.workspaceId, ids);
  return new Map(rows.map((row) => [row.id, row]));
}
