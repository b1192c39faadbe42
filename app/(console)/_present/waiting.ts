import type { Context } from "@/lib/auth/context";
import { listDreams } from "@/lib/dreams/list-dreams";

/** How many proposals wait, by store; counts the newest hundred. */
export async function countWaitingByStore(ctx: Context): Promise<Map<string, number>> {
  const { data } = await listDreams(ctx, { reviewStatus: "waiting", limit: 100 });
  const counts = new Map<string, number>();
  for (const dream of data) counts.set(dream.storeId, (counts.get(dream.storeId) ?? 0) + 1);
  return counts;
}
