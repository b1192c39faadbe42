import { numberChanges } from "@/lib/changes/number-changes";
import { withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { emitEvent } from "./emit-event";
import { listStoresWithNews, listWatchedWorkspaces, moveFeedCursor } from "./feed-repository";
import { subscriptionsTo } from "./rules";

/** A store is told of at most once in that time. */
const QUIET_MS = 5_000;
const STORES_MAX = 100;

/**
 * Tells `reverie.memory.changed` once for each store whose feed has grown. Writers do nothing for it: this reads the feed
 * as any reader does, and only where somebody subscribed. @returns how many stores were told of
 */
export async function announceChanges(job: JobContext): Promise<number> {
  const workspaceIds = await listWatchedWorkspaces(job.db, subscriptionsTo("reverie.memory.changed"));
  if (workspaceIds.length === 0) return 0;
  const at = job.now();
  const toldBefore = new Date(at.getTime() - QUIET_MS);
  const stores = await listStoresWithNews(job.db, workspaceIds, { toldBefore, limit: STORES_MAX });
  let told = 0;
  for (const { storeId, workspaceId } of stores) {
    await numberChanges(job.db, storeId);
    const moved = await withTransaction(job.db, async (tx) => {
      const news = await moveFeedCursor(tx, storeId, { at, toldBefore });
      if (news === null) return false;
      const event = { type: "reverie.memory.changed", objectId: storeId, storeId, after: news.after } as const;
      await emitEvent({ workspaceId, now: job.now }, tx, event);
      return true;
    });
    if (moved) told += 1;
  }
  return told;
}
