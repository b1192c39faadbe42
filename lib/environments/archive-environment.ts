import { type Context, requireScope } from "@/lib/auth/context";
import type { EnvironmentId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { type EnvironmentRow, lockEnvironmentRow, updateEnvironmentRow } from "./repository";
import { environmentNotFound } from "./rules";

/** For good: no new sessions, no updates. Archiving again changes nothing. @throws AppError `not_found` */
export async function archiveEnvironment(ctx: Context, environmentId: EnvironmentId): Promise<EnvironmentRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockEnvironmentRow(tx, { workspaceId: ctx.workspaceId, id: environmentId });
    if (row === null) throw environmentNotFound(environmentId);
    if (row.archivedAt !== null) return row;
    const at = ctx.now();
    const archived: EnvironmentRow = { ...row, archivedAt: at, updatedAt: at };
    await updateEnvironmentRow(tx, archived);
    return archived;
  });
}
