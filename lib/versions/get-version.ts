import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { StoreId, VersionId } from "@/lib/core/ids";
import { requireStore } from "@/lib/stores/require-store";
import { findVersion, type VersionRow } from "./repository";

/** The version with its content. @throws AppError `not_found` */
export async function getVersion(ctx: Context, input: { storeId: StoreId; versionId: VersionId }): Promise<VersionRow> {
  requireScope(ctx, "memories:read");
  const row = await findVersion(ctx.db, { workspaceId: ctx.workspaceId, storeId: input.storeId, id: input.versionId });
  if (row !== null) return row;
  await requireStore(ctx, input.storeId);
  throw notFound("Memory version", input.versionId);
}
