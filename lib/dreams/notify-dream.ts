import type { DreamId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";

/** Every change of a dream that a watcher may want to see is notified here, with the dream's id, at the commit. */
export const DREAMS_CHANNEL = "reverie_dreams";

export async function notifyDream(tx: Tx, dreamId: DreamId): Promise<void> {
  await tx.query("select pg_notify($1, $2)", [DREAMS_CHANNEL, dreamId]);
}
