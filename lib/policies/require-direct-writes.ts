import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { reviewsWrites } from "./reviews-writes";

/**
 * For what changes a whole store at once, which no proposal can hold back.
 * @throws AppError `permission` where writes of the context's actor wait for a person
 */
export async function requireDirectWrites(ctx: Context, tx: Tx, storeId: StoreId): Promise<void> {
  if (!(await reviewsWrites(ctx, tx, storeId))) return;
  throw new AppError(
    "permission",
    "Writes of agents to this store wait for a review, and this changes the whole store at once: do it in the console, or set the policy's agent_writes to direct.",
  );
}
