import { type Context, requireScope } from "@/lib/auth/context";
import { countDreamsWaiting } from "./repository";

/** How many proposals wait for a person. */
export function countWaitingReviews(ctx: Context): Promise<number> {
  requireScope(ctx, "dreams:read");
  return countDreamsWaiting(ctx.db, ctx.workspaceId);
}
