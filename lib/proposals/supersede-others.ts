import type { Context } from "@/lib/auth/context";
import type { Tx } from "@/lib/db/database";
import { lockWaitingDreams } from "@/lib/dreams/lock-waiting-dreams";
import type { DreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { findMemories } from "@/lib/memories/find-memories";
import { openHunks } from "./decide-hunks";
import { findLive } from "./find-live";
import { loadFiles, targetOf } from "./load-files";
import { isSameState, mergeStates } from "./merge-states";
import { stateOf } from "./plan-writes";
import { listProposedFiles } from "./repository";

/** Ends the reviews of other proposals of the store of which nothing is left: the store holds all that they propose. */
export async function supersedeOthers(ctx: Context, tx: Tx, { id, storeId }: DreamRow): Promise<void> {
  for (const other of await lockWaitingDreams(ctx, tx, storeId)) {
    if (other.id === id || (await isPlainlyLeft(ctx, tx, other))) continue;
    const files = await loadFiles(ctx, tx, other.id);
    const targets = files.flatMap((file) => (openHunks(file).length === 0 ? [] : [targetOf(file, openHunks(file))]));
    const live = await findLive(ctx, tx, { storeId, targets });
    const isLeft = targets.some((target) => {
      const now = stateOf(live.get(target) ?? null);
      const merged = mergeStates({ ...target, live: now });
      return "reason" in merged || !isSameState(merged.state, now);
    });
    if (!isLeft) await updateDream(tx, other, { reviewStatus: "superseded" });
  }
}

/** Whether a file of which nothing is decided stands as it was read: then its change is left, and no text has to be looked at. */
async function isPlainlyLeft(ctx: Context, tx: Tx, { id, storeId }: DreamRow): Promise<boolean> {
  const open = (await listProposedFiles(tx, id)).filter(
    ({ adoptedHunks, rejectedHunks }) => adoptedHunks.length + rejectedHunks.length === 0,
  );
  const memoryIds = open.flatMap(({ memoryId }) => memoryId ?? []);
  const live = await findMemories(ctx, tx, { storeId, memoryIds, withContent: false });
  return open.some(({ memoryId, path, fromPath, baseSha256 }) => {
    const now = memoryId === null ? undefined : live.get(memoryId);
    return now?.contentSha256 === baseSha256 && now?.path === (fromPath ?? path);
  });
}
