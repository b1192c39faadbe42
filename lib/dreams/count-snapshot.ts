import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { getDream } from "./get-dream";
import { countBaseFiles } from "./snapshot-repository";

/** Files of the store that a dream reads; 0 before it has started. @throws AppError `not_found` */
export async function countSnapshot(ctx: Context, dreamId: DreamId): Promise<number> {
  requireScope(ctx, "dreams:read");
  await getDream(ctx, dreamId);
  return countBaseFiles(ctx.db, dreamId);
}
