import { type Context, requireScope } from "@/lib/auth/context";
import type { EnvironmentId } from "@/lib/core/ids";
import { type EnvironmentRow, findEnvironment } from "./repository";
import { environmentNotFound } from "./rules";

/** @throws AppError `not_found` */
export async function getEnvironment(ctx: Context, environmentId: EnvironmentId): Promise<EnvironmentRow> {
  requireScope(ctx, "sessions:read");
  const row = await findEnvironment(ctx.db, { workspaceId: ctx.workspaceId, id: environmentId });
  if (row === null) throw environmentNotFound(environmentId);
  return row;
}
