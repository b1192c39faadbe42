import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { type FindingRow, listFindingRows } from "./repository";

/** What a dream noticed, in the engine's order; empty before it has consolidated. */
export async function listFindings(ctx: Context, dreamId: DreamId): Promise<FindingRow[]> {
  requireScope(ctx, "dreams:read");
  return listFindingRows(ctx.db, dreamId);
}
