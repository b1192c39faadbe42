import type { Context } from "@/lib/auth/context";
import type { DreamId, MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { StoreRow } from "@/lib/stores/repository";
import { loadFiles, targetOf } from "./load-files";
import { planWrites } from "./plan-writes";
import { writePlan } from "./write-plan";

export type ApplyProposal = {
  dreamId: DreamId;
  /** Locked. */
  store: StoreRow;
  /** The store's own memory for one of the snapshot, when the store is a copy of it. */
  copyOf?: ReadonlyMap<MemoryId, MemoryId>;
};

/** Paths of files that were brought into a store, and of those that newer changes kept out. */
export type AppliedProposal = { paths: string[]; skipped: string[] };

/** Brings a whole proposal into a store, merged with what was written since; what cannot be merged is left as it is. */
export async function applyProposal(ctx: Context, tx: Tx, input: ApplyProposal): Promise<AppliedProposal> {
  const { dreamId, store, copyOf } = input;
  const files = await loadFiles(ctx, tx, dreamId);
  const targets = files.map((file) => {
    const target = targetOf(
      file,
      file.hunks.map(({ id }) => id),
    );
    const memoryId = copyOf && target.memoryId ? (copyOf.get(target.memoryId) ?? null) : target.memoryId;
    return { ...target, memoryId, resolution: null };
  });
  const plan = await planWrites(ctx, tx, { storeId: store.id, targets });
  await writePlan(ctx, tx, { store, dreamId, plan });
  return {
    paths: plan.planned.map(({ target }) => target.path),
    skipped: plan.conflicts.map(({ path }) => path),
  };
}
