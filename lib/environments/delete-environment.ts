import { type Context, requireScope } from "@/lib/auth/context";
import type { EnvironmentId } from "@/lib/core/ids";
import { deleteEnvironmentRow } from "./repository";
import { environmentNotFound } from "./rules";

/** Sessions that ran in it stay. @throws AppError `not_found`, also the second time */
export async function deleteEnvironment(ctx: Context, environmentId: EnvironmentId): Promise<void> {
  requireScope(ctx, "sessions:write");
  const deleted = await deleteEnvironmentRow(ctx.db, { workspaceId: ctx.workspaceId, id: environmentId });
  if (!deleted) throw environmentNotFound(environmentId);
}
