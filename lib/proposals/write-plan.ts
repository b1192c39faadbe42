import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { parkMemories } from "@/lib/memories/park-memories";
import type { MemoryRow } from "@/lib/memories/repository";
import { storeFull } from "@/lib/memories/rules";
import { type MemoryWrite, writeMemories } from "@/lib/memories/write-memories";
import type { StoreRow } from "@/lib/stores/repository";
import type { Plan, Planned, Target } from "./plan-writes";

/** A planned write that was made: the memory as it was (null: there was none) and as it is (a deleted one: as it was). */
export type Written<T extends Target> = { target: T; write: MemoryWrite; before: MemoryRow | null; after: MemoryRow };

/**
 * Makes the writes of a plan in the transaction that planned them, all of one time.
 * @throws AppError `invalid_request` when the store would hold more memories than it may
 */
export async function writePlan<T extends Target>(
  ctx: Context,
  tx: Tx,
  input: { store: StoreRow; dreamId: DreamId; plan: Plan<T> },
): Promise<Written<T>[]> {
  const { store, dreamId } = input;
  const planned = input.plan.planned.flatMap((each) => (each.write === null ? [] : [{ ...each, write: each.write }]));
  requireRoom(ctx, store, planned);
  await parkMemories(ctx, tx, changingPlaces(planned));
  const writes = planned.map(({ write }) => write);
  const rows = await writeMemories(ctx, tx, { storeId: store.id, writes, dreamId });
  return planned.map(({ target, write, live }, index) => ({
    target,
    write,
    before: live,
    after: rows[index] as MemoryRow,
  }));
}

type Writing = Omit<Planned<Target>, "write"> & { write: MemoryWrite };

function requireRoom(ctx: Context, store: StoreRow, planned: Writing[]): void {
  const count = (operation: MemoryWrite["operation"]) =>
    planned.filter(({ write }) => write.operation === operation).length;
  const added = count("created");
  const max = ctx.limits.memoriesPerStoreMax;
  if (added > 0 && store.memoryCount + added - count("deleted") > max) throw storeFull(store.id, max);
}

/** Memories that stand where another one of the plan moves to, and move away themselves. */
function changingPlaces(planned: Writing[]) {
  const moves = planned.flatMap(({ write }) =>
    write.operation === "modified" && write.path !== write.memory.path ? [write] : [],
  );
  const wanted = new Set(moves.map(({ path }) => path));
  return moves.filter(({ memory }) => wanted.has(memory.path)).map(({ memory }) => memory.id);
}
