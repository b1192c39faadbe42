import { type Context, requireScope } from "@/lib/auth/context";
import { canonicalJson } from "@/lib/core/hash";
import type { EnvironmentId } from "@/lib/core/ids";
import { type MetadataPatch, patchMetadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { type EnvironmentRow, lockEnvironmentRow, updateEnvironmentRow } from "./repository";
import { environmentArchived, environmentNotFound, requireSameConfigType } from "./rules";
import type { EnvironmentConfig } from "./schema";

export type UpdateEnvironment = {
  environmentId: EnvironmentId;
  /** Left out or null: stays. */
  name?: string | null | undefined;
  description?: string | null | undefined;
  config?: EnvironmentConfig | null | undefined;
  scope?: string | null | undefined;
  /** Here an empty text removes the key too (contract 1.9). */
  metadata?: MetadataPatch | null | undefined;
};

/** @throws AppError `not_found`, `invalid_request` (archived, another config type, too much metadata) */
export async function updateEnvironment(ctx: Context, input: UpdateEnvironment): Promise<EnvironmentRow> {
  requireScope(ctx, "sessions:write");
  return withTransaction(ctx.db, async (tx) => {
    const row = await lockEnvironmentRow(tx, { workspaceId: ctx.workspaceId, id: input.environmentId });
    if (row === null) throw environmentNotFound(input.environmentId);
    if (row.archivedAt !== null) throw environmentArchived(row.id);
    const config = input.config ?? row.config;
    requireSameConfigType(row.config, config);
    const patch = Object.entries(input.metadata ?? {}).map(([key, value]) => [key, value === "" ? null : value]);
    const changed: EnvironmentRow = {
      ...row,
      name: input.name ?? row.name,
      description: input.description ?? row.description,
      config,
      scope: input.scope ?? row.scope,
      metadata: patchMetadata(row.metadata, Object.fromEntries(patch)),
    };
    if (canonicalJson(changed) === canonicalJson(row)) return row;
    changed.updatedAt = ctx.now();
    await updateEnvironmentRow(tx, changed);
    return changed;
  });
}
