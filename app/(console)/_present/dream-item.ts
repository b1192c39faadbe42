import type { DreamItem } from "@/components/dreams/dream-item";
import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { listDreams } from "@/lib/dreams/list-dreams";
import { getStore } from "@/lib/stores/get-store";

export type DreamRow = Awaited<ReturnType<typeof listDreams>>["data"][number];

/** Dreams as the console's lists show them. */
export async function toDreamItems(ctx: Context, rows: DreamRow[]): Promise<DreamItem[]> {
  const storeIds = [...new Set(rows.map((row) => row.storeId))];
  const names = new Map(await Promise.all(storeIds.map(async (id) => [id, await storeName(ctx, id)] as const)));
  return rows.map((row) => ({
    id: row.id,
    origin: row.origin,
    status: row.status,
    store: { id: row.storeId, name: names.get(row.storeId) ?? row.storeId },
    session_count: row.sessionIds.length,
    model_id: row.modelId,
    created_at: wireTime(row.createdAt),
    ended_at: wireTimeOrNull(row.endedAt),
    error: row.errorType === null ? null : { type: row.errorType, message: row.errorMessage ?? "" },
    review_status: row.reviewStatus,
  }));
}

/** A dream outlives its store. */
async function storeName(ctx: Context, id: StoreId): Promise<string> {
  try {
    return (await getStore(ctx, id)).name;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return "a deleted store";
    throw error;
  }
}
