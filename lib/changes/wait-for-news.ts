import type { StoreId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import { hasNewsRows } from "./repository";

/** How late a waiting reader may learn of a change. */
const PROBE_INTERVAL_MS = 250;

export type WaitForNews = { storeId: StoreId; after: number; waitSeconds: number; signal: AbortSignal };

/**
 * Waits until the store has a change after `after`, but no longer than the time given or the caller stays. Between two
 * looks of one cheap statement it holds nothing but a timer: no connection, no transaction.
 *
 * It looks, instead of being told by NOTIFY, because Postgres takes a lock on the whole database for every commit that
 * notifies, to keep notifications in commit order: all writers of all stores would queue for the sake of a few readers.
 * @returns whether there is something new
 */
export async function waitForNews(db: Database, input: WaitForNews): Promise<boolean> {
  const over = AbortSignal.any([input.signal, AbortSignal.timeout(input.waitSeconds * 1_000)]);
  while (!over.aborted) {
    if (await hasNewsRows(db, input.storeId, input.after)) return true;
    await pause(PROBE_INTERVAL_MS, over);
  }
  return false;
}

/** Ends early, without an error, when `over` fires. */
function pause(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      over.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    over.addEventListener("abort", end, { once: true });
    if (over.aborted) end();
  });
}
