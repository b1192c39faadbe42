import type { Context } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { findBlockers } from "@/lib/memories/find-blockers";
import type { MemoryRow } from "@/lib/memories/repository";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import { findUsedIds } from "@/lib/versions/find-used-ids";
import { lockLive } from "./find-live";
import type { FileState } from "./list-hunks";
import { mergeStates } from "./merge-states";

/** A file to bring from `base` to `wanted`, whatever happened to it meanwhile. */
export type Target = {
  /** What the caller knows it by; names it in conflicts. */
  path: string;
  /** The memory that `base` was of; null: it was none, and whatever stands at the wanted path is meant. */
  memoryId: MemoryId | null;
  base: FileState;
  wanted: FileState;
  resolution: Resolution | null;
  /** The id that the memory gets when it is created; a new one unless set. */
  newId?: MemoryId | null;
};

/** How a person ends a conflict: bound to the text that was seen (null: no file). A null content: no file. */
export type Resolution = { liveSha256: string | null; content: string | null };

/** A file that needs a person. Texts are null where there is no file. */
export type Conflict = {
  path: string;
  reason: string;
  base: FileState;
  live: MemoryRow | null;
  wanted: FileState;
};

/** `write` is null when the store holds what is wanted. */
export type Planned<T extends Target> = { target: T; live: MemoryRow | null; write: MemoryWrite | null };

export type Plan<T extends Target> = { planned: Planned<T>[]; conflicts: Conflict[] };

/**
 * The writes that bring targets into a store whose lock the caller holds: merged with what happened meanwhile. Nothing is
 * written. A target in conflict has no write and is named in `conflicts`, by path.
 */
export async function planWrites<T extends Target>(
  ctx: Context,
  tx: Tx,
  { storeId, targets }: { storeId: StoreId; targets: T[] },
): Promise<Plan<T>> {
  const live = await lockLive(ctx, tx, { storeId, targets });
  // Undone and adopted again, a file is another memory: ids never come back.
  const used = await findUsedIds(
    tx,
    storeId,
    targets.flatMap(({ newId }) => newId ?? []),
  );
  const plan: Plan<T> = { planned: [], conflicts: [] };
  for (const target of targets) {
    const memory = live.get(target) ?? null;
    const state = stateToWrite(target, memory);
    if ("reason" in state) plan.conflicts.push(conflictOf(target, memory, state.reason));
    else {
      const newId = target.newId && !used.has(target.newId) ? target.newId : null;
      plan.planned.push({ target, live: memory, write: writeOf(memory, state.state, newId) });
    }
  }
  await dropBlocked(tx, storeId, plan);
  plan.conflicts.sort((a, b) => (a.path < b.path ? -1 : 1));
  return plan;
}

const conflictOf = ({ path, base, wanted }: Target, live: MemoryRow | null, reason: string): Conflict => ({
  path,
  reason,
  base,
  live,
  wanted,
});

/** What the store shall hold, by the person's word or by the merge. */
function stateToWrite(target: Target, live: MemoryRow | null): { state: FileState } | { reason: string } {
  const { resolution, base, wanted } = target;
  if (resolution === null) return mergeStates({ base, live: stateOf(live), wanted });
  if ((live?.contentSha256 ?? null) !== resolution.liveSha256) {
    return { reason: `${live?.path ?? target.path} was changed again since its conflict was shown.` };
  }
  if (resolution.content === null) return { state: null };
  return { state: { path: live?.path ?? wanted?.path ?? target.path, content: resolution.content } };
}

export const stateOf = (live: MemoryRow | null): FileState =>
  live === null ? null : { path: live.path, content: live.content ?? "" };

function writeOf(live: MemoryRow | null, state: FileState, newId: MemoryId | null): MemoryWrite | null {
  if (state === null) return live === null ? null : { operation: "deleted", memory: live };
  if (live === null) return { operation: "created", ...state, ...(newId && { memoryId: newId }) };
  if (live.path === state.path && live.content === state.content) return null;
  return { operation: "modified", memory: live, ...state };
}

/** Moves writes whose path is taken to the conflicts; what goes in one of the others makes room. */
async function dropBlocked<T extends Target>(tx: Tx, storeId: StoreId, plan: Plan<T>): Promise<void> {
  for (;;) {
    const leaving = new Set(
      plan.planned.flatMap(({ write }) =>
        write?.operation === "deleted" || (write?.operation === "modified" && write.path !== write.memory.path)
          ? [write.memory.id]
          : [],
      ),
    );
    const coming = plan.planned.flatMap(({ write }) => {
      if (write === null || write.operation === "deleted") return [];
      return write.operation === "modified" && write.path === write.memory.path ? [] : [write.path];
    });
    const blockers = await findBlockers(tx, { storeId, paths: coming, leaving });
    const blocked = plan.planned.filter(
      ({ write }) => write !== null && write.operation !== "deleted" && isBlocked(write, blockers),
    );
    if (blocked.length === 0) return;
    plan.planned = plan.planned.filter((each) => !blocked.includes(each));
    for (const { target, live, write } of blocked) {
      const path = write !== null && write.operation !== "deleted" ? write.path : target.path;
      const blocker = blockers.get(path)?.path ?? path;
      plan.conflicts.push(conflictOf(target, live, `${path} cannot be written: ${blocker} is in its way.`));
    }
  }
}

function isBlocked(write: Exclude<MemoryWrite, { operation: "deleted" }>, blockers: Map<string, unknown>): boolean {
  const stays = write.operation === "modified" && write.path === write.memory.path;
  return !stays && blockers.has(write.path);
}
