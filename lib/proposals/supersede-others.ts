import type { Context } from "@/lib/auth/context";
import type { Tx } from "@/lib/db/database";
import { lockWaitingDreams } from "@/lib/dreams/lock-waiting-dreams";
import type { DreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { openHunks } from "./decide-hunks";
import { findLive } from "./find-live";
import { loadFiles, targetOf } from "./load-files";
import { mergeStates } from "./merge-states";
import { stateOf } from "./plan-writes";

/** Ends the reviews of other proposals of the store of which nothing is left: the store holds all that they propose. */
export async function supersedeOthers(ctx: Context, tx: Tx, { id, storeId }: DreamRow): Promise<void> {
  for (const other of await lockWaitingDreams(ctx, tx, storeId)) {
    if (other.id === id) continue;
    const files = await loadFiles(ctx, tx, other.id);
    const targets = files.flatMap((file) => (openHunks(file).length === 0 ? [] : [targetOf(file, openHunks(file))]));
    const live = await findLive(ctx, tx, { storeId, targets });
    const isLeft = targets.some((target) => {
      const now = stateOf(live.get(target) ?? null);
      const merged = mergeStates({ ...target, live: now });
      return "reason" in merged || merged.state?.content !== now?.content || merged.state?.path !== now?.path;
    });
    if (!isLeft) await updateDream(tx, other, { reviewStatus: "superseded" });
  }
}
