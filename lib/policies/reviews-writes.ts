import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findReviewsWrites } from "./repository";

/** Whether what the context's actor writes to the store waits for a person. People write at once, wherever they write. */
export async function reviewsWrites(ctx: Context, sql: Sql, storeId: StoreId): Promise<boolean> {
  if (ctx.actor.type === "user_actor") return false;
  return findReviewsWrites(sql, { workspaceId: ctx.workspaceId, storeId });
}
