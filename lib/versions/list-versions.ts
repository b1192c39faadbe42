import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { requireStore } from "@/lib/stores/require-store";
import { listVersionRows, type VersionRow } from "./repository";
import type { VersionOperation } from "./schema";

export type ListVersions = {
  storeId: StoreId;
  memoryId?: string | undefined;
  operation?: VersionOperation | undefined;
  sessionId?: string | undefined;
  apiKeyId?: string | undefined;
  serviceAccountId?: string | undefined;
  createdFrom?: Date | null;
  createdTo?: Date | null;
  withContent?: boolean;
  /** With content at most 20; a larger one is lowered. */
  limit?: number;
  page?: string | undefined;
};

/** Contract 1.8. */
const FULL_LIMIT_MAX = 20;

/** Newest first; filters are combined with "and". @throws AppError `not_found`, `invalid_request` */
export async function listVersions(ctx: Context, input: ListVersions): Promise<Page<VersionRow>> {
  requireScope(ctx, "memories:read");
  const scope = `memory_versions:${input.storeId}`;
  const after = decodeTimeCursor(scope, input.page);
  const withContent = input.withContent ?? false;
  const limit = Math.min(input.limit ?? 20, withContent ? FULL_LIMIT_MAX : Number.POSITIVE_INFINITY);
  const actors = [
    { type: "session_actor", id: input.sessionId },
    { type: "api_actor", id: input.apiKeyId },
    { type: "service_account_actor", id: input.serviceAccountId },
  ];
  const rows = await listVersionRows(
    ctx.db,
    { workspaceId: ctx.workspaceId, storeId: input.storeId },
    {
      memoryId: input.memoryId ?? null,
      operation: input.operation ?? null,
      actors: actors.filter((actor): actor is { type: string; id: string } => actor.id !== undefined),
      createdFrom: input.createdFrom ?? null,
      createdTo: input.createdTo ?? null,
      after,
      withContent,
      limit: limit + 1,
    },
  );
  if (rows.length === 0) await requireStore(ctx, input.storeId);
  return toTimePage(rows, limit, scope);
}
