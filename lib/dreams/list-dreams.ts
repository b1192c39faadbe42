import { type Context, requireScope } from "@/lib/auth/context";
import { decodeTimeCursor, type Page, toTimePage } from "@/lib/core/pagination";
import { listDreamRows, type ReviewedDreamRow } from "./repository";
import type { DreamStatus, ReviewStatus } from "./schema";

export type ListDreams = {
  statuses?: DreamStatus[] | undefined;
  reviewStatus?: ReviewStatus;
  storeId?: string;
  createdAfter?: Date | null;
  createdBefore?: Date | null;
  includeArchived?: boolean;
  /** Also proposals that no engine made: what agents wrote. */
  includeWrites?: boolean;
  limit?: number;
  page?: string | undefined;
};

const SCOPE = "dreams";

/** Newest first. @throws AppError `invalid_request` for a foreign cursor */
export async function listDreams(ctx: Context, input: ListDreams = {}): Promise<Page<ReviewedDreamRow>> {
  requireScope(ctx, "dreams:read");
  const limit = input.limit ?? 20;
  const after = decodeTimeCursor(SCOPE, input.page);
  const rows = await listDreamRows(ctx.db, ctx.workspaceId, {
    statuses: input.statuses ?? null,
    reviewStatus: input.reviewStatus ?? null,
    storeId: input.storeId ?? null,
    createdAfter: input.createdAfter ?? null,
    createdBefore: input.createdBefore ?? null,
    includeArchived: input.includeArchived ?? false,
    includeWrites: input.includeWrites ?? false,
    after,
    limit: limit + 1,
  });
  return toTimePage(rows, limit, SCOPE);
}
