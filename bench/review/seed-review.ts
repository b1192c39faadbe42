import type { Context } from "@/lib/auth/context";
import { withTransaction } from "@/lib/db/database";
import { writeMemories } from "@/lib/memories/write-memories";
import { checkProposal } from "@/lib/proposals/checks/check-proposal";
import { createStore } from "@/lib/stores/create-store";
import { lockStore } from "@/lib/stores/lock-store";
import { type SeededProposal, seedProposal } from "@/lib/testing/seed-proposal";
import type { MadeReview } from "./make-review";
import { wakeTestOf } from "./wake-growth";

/** A store with its made memories and a proposal over it that waits, with findings, checks and a wake test. */
export async function seedReview(ctx: Context, made: MadeReview): Promise<SeededProposal> {
  const store = await createStore(ctx, { name: `Bench ${made.files.length} files` });
  const writes = made.memories.map(({ path, content }) => ({ operation: "created" as const, path, content }));
  await withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, store.id);
    return writeMemories(ctx, tx, { storeId: store.id, writes });
  });
  const checks = await checkProposal({ ...made, memoriesMax: ctx.limits.memoriesPerStoreMax });
  const seeded = await seedProposal(ctx, { ...made, memories: {}, storeId: store.id, checks });
  await ctx.db.query("update dreams set wake_test = $2 where id = $1", [
    seeded.dreamId,
    JSON.stringify(wakeTestOf(made)),
  ]);
  return seeded;
}

/** More proposals of the same store with the same changes, which wait, too. */
export async function seedOthers(ctx: Context, seeded: SeededProposal, made: MadeReview, count: number) {
  const others: SeededProposal[] = [];
  for (let at = 0; at < count; at++) {
    others.push(await seedProposal(ctx, { files: made.files, findings: made.findings, storeId: seeded.storeId }));
  }
  return others;
}
