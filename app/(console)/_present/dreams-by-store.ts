import { cache } from "react";
import type { Context } from "@/lib/auth/context";
import { listDreams } from "@/lib/dreams/list-dreams";

export type DreamsByStore = {
  /** How many proposals wait, by store. */
  waiting: Map<string, number>;
  /** The dream that wrote a store, by that store. */
  outputOf: Map<string, string>;
};

/** What the newest hundred dreams mean for the stores. Once per request. */
export const loadDreamsByStore = cache(async (ctx: Context): Promise<DreamsByStore> => {
  const { data } = await listDreams(ctx, { includeArchived: true, includeWrites: true, limit: 100 });
  const waiting = new Map<string, number>();
  const outputOf = new Map<string, string>();
  for (const dream of data) {
    if (dream.reviewStatus === "waiting") waiting.set(dream.storeId, (waiting.get(dream.storeId) ?? 0) + 1);
    if (dream.outputStoreId && dream.outputStoreId !== dream.storeId) outputOf.set(dream.outputStoreId, dream.id);
  }
  return { waiting, outputOf };
});
