import type { Context } from "@/lib/auth/context";
import type { DreamId, StoreId } from "@/lib/core/ids";
import { findUnchangedKinds } from "@/lib/proposals/find-unchanged-kinds";
import { FindingKind } from "@/lib/proposals/schema";
import { listDecided } from "./repository";
import type { KindProgress } from "./schema";

/**
 * How the last `min` proposals of each kind that a person decided on went: whether every change of the kind was adopted as it
 * was proposed. What was adopted by itself says nothing about trust and is not counted.
 */
export async function listProgress(
  ctx: Context,
  { storeId, min }: { storeId: StoreId; min: number },
): Promise<KindProgress[]> {
  const decided = await listDecided(ctx.db, { workspaceId: ctx.workspaceId, storeId }, min);
  const unchanged = new Map<DreamId, Set<FindingKind>>();
  for (const { dreamId, isWhole } of decided) {
    if (isWhole || unchanged.has(dreamId)) continue;
    unchanged.set(dreamId, await findUnchangedKinds(ctx, dreamId));
  }
  return FindingKind.options.map((kind) => {
    const ofKind = decided.filter((row) => row.kind === kind);
    const good = ofKind.filter(({ dreamId, isWhole }) => isWhole || unchanged.get(dreamId)?.has(kind)).length;
    return { kind, decided: ofKind.length, adopted_unchanged: good, is_ready: good >= min };
  });
}
