import type { StoreId } from "@/lib/core/ids";
import { type Database, withTransaction } from "@/lib/db/database";
import { hasArrivedRows, lockNumbering, numberArrivedRows } from "./repository";

/** A pass takes about 0.1 s for this many; more than one answer may hold, so one pass is enough for a reader. */
const NUMBERED_PER_PASS_MAX = 10_000;

/**
 * Gives numbers to the changes that were committed since the last time, so that readers find them.
 *
 * A writer cannot number its change itself: two writers of one store would have to wait for each other, or the numbers
 * would have gaps, and one that commits late would appear behind readers that are past its number. So a change arrives
 * without a number, and readers hand them out:
 *
 * - Under a lock of the store's own, one at a time, and in a statement that starts after the lock was granted. It sees
 *   every number given before, so the next ones follow without a gap and none is given twice.
 * - Only what is committed is seen, thus numbered. All numbers of a pass appear together at its commit, above all that
 *   were there. Below a number that can be seen there is never one that is still to come, so a reader that goes on after
 *   the last number it saw misses nothing and sees nothing twice. A change that is committed later gets a later number.
 * - Within a pass the order is that of arrival. Of two changes of one memory, or of one tree, the later one arrives when
 *   the earlier one's locks are gone, which is after its commit: it has the later place, or a later pass.
 */
export async function numberChanges(db: Database, storeId: StoreId): Promise<void> {
  if (!(await hasArrivedRows(db, storeId))) return;
  await withTransaction(db, async (tx) => {
    await lockNumbering(tx, storeId);
    await numberArrivedRows(tx, storeId, NUMBERED_PER_PASS_MAX);
  });
}
