import type { Context } from "@/lib/auth/context";
import type { Tx } from "@/lib/db/database";
import { listWatchedWorkspaces, resetFeedCursors } from "./feed-repository";
import type { EndpointRow } from "./repository";
import { subscriptionsTo } from "./rules";

/**
 * Called before an endpoint begins to listen: when it is the first one to ask for changes of memories, it is told of what
 * comes from now on, not of what was there.
 */
export async function startFeed(
  ctx: Context,
  tx: Tx,
  endpoint: Pick<EndpointRow, "events" | "isEnabled">,
): Promise<void> {
  const subscriptions = subscriptionsTo("reverie.memory.changed");
  if (!endpoint.isEnabled || !endpoint.events.some((word) => subscriptions.includes(word))) return;
  const watched = await listWatchedWorkspaces(tx, subscriptions);
  if (!watched.includes(ctx.workspaceId)) await resetFeedCursors(tx, ctx.workspaceId);
}
