import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { type EngineReport, findEngineReport } from "./repository";

/**
 * What became of the caller's instructions and how much a dream changes; null before there is a proposal. The caller has
 * made sure that the dream is one of the workspace.
 */
export async function getEngineReport(ctx: Context, dreamId: DreamId): Promise<EngineReport | null> {
  requireScope(ctx, "dreams:read");
  return findEngineReport(ctx.db, dreamId);
}
