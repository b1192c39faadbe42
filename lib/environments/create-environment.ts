import { type Context, requireScope } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Sql } from "@/lib/db/database";
import { type EnvironmentRow, insertEnvironment } from "./repository";
import { DEFAULT_CONFIG } from "./rules";
import type { EnvironmentConfig } from "./schema";

export type CreateEnvironment = {
  name: string;
  description?: string | null | undefined;
  config?: EnvironmentConfig | null | undefined;
  scope?: string | null | undefined;
  metadata?: Metadata | null | undefined;
};

/** @throws AppError `permission` */
export async function createEnvironment(ctx: Context, input: CreateEnvironment): Promise<EnvironmentRow> {
  requireScope(ctx, "sessions:write");
  return writeNewEnvironment(ctx, ctx.db, input);
}

/** The same inside a transaction of the caller, who has checked the scope. */
export async function writeNewEnvironment(ctx: Context, sql: Sql, input: CreateEnvironment): Promise<EnvironmentRow> {
  const at = ctx.now();
  const row: EnvironmentRow = {
    id: newId("env"),
    workspaceId: ctx.workspaceId,
    name: input.name,
    description: input.description ?? null,
    config: input.config ?? DEFAULT_CONFIG,
    scope: input.scope ?? null,
    metadata: input.metadata ?? {},
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
  };
  await insertEnvironment(sql, row);
  return row;
}
