import type { SessionId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { pullTriggers } from "./wait-repository";

/**
 * Tells the schedules that wait for sessions that one came to rest, in the transaction that stores it. Called last there:
 * sessions of one schedule that end at once wait for each other's commit.
 */
export async function noteSessionEnd(
  tx: Tx,
  session: {
    id: SessionId;
    workspaceId: WorkspaceId;
    origin: "api" | "import" | "dream";
    eventCount: number;
    resources: { storeId: StoreId }[];
  },
  at: Date,
): Promise<void> {
  if (session.origin === "dream" || session.eventCount === 0) return;
  const storeIds = session.resources.map((resource) => resource.storeId);
  await pullTriggers(tx, { workspaceId: session.workspaceId, storeIds }, at);
}
