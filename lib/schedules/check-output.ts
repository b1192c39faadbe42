import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import type { ScheduleRow } from "./repository";

/**
 * Who makes a schedule write into a store, or changes or runs one that does, has to be allowed to write there.
 * @throws AppError `permission`, `invalid_request` when results are said to go into another store
 */
export function checkOutput(
  ctx: Context,
  row: Pick<ScheduleRow, "outputBehavior" | "storeId">,
  outputStoreId?: StoreId | undefined,
): void {
  if (row.outputBehavior === "update_existing") requireScope(ctx, "memories:write");
  if (outputStoreId !== undefined && outputStoreId !== row.storeId) {
    throw new AppError(
      "invalid_request",
      "output_behavior.memory_store_id must be the schedule's own memory store, or be left out.",
    );
  }
}
