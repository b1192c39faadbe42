import type { MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";

/**
 * Takes memories off their paths until the batch gives them their new ones: the unique index looks at each row while one
 * statement moves them all, so a path that is freed by one row could still be taken when the next one comes. The place is
 * one that no caller can name (paths hold no control characters) and that nobody sees before the transaction ends.
 */
export async function parkMemories(tx: Tx, ids: MemoryId[]): Promise<void> {
  if (ids.length > 0) await tx.query("update memories set path = '/' || chr(1) || id where id = any ($1)", [ids]);
}
