import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import { countMemories } from "./adoption-repository";
import { isOverDeletionBudget } from "./checks/deletion-share";
import type { Plan, Target } from "./plan-writes";

/**
 * Looks at what would go: files, and bytes beyond those that come.
 * @throws AppError `invalid_request` with `confirm: "deletions"` when it is more than 10 % of either
 */
export async function requireDeletionsConfirmed(
  ctx: Context,
  tx: Tx,
  { dream, plan }: { dream: DreamRow; plan: Plan<Target> },
): Promise<void> {
  const writes = plan.planned.flatMap(({ write }) => write ?? []);
  const deleted = writes.flatMap((write) => (write.operation === "deleted" ? [write.memory.path] : []));
  const bytes = writes.reduce((sum, write) => {
    const before = write.operation === "created" ? 0 : write.memory.contentBytes;
    const after = write.operation === "deleted" ? 0 : Buffer.byteLength(write.content);
    return sum + before - after;
  }, 0);
  const store = await countMemories(tx, { workspaceId: ctx.workspaceId, storeId: dream.storeId });
  const taken = { files: deleted.length, bytes, filesTotal: store.files, bytesTotal: store.bytes };
  if (!isOverDeletionBudget(taken)) return;
  const shares = { files: deleted.length / Math.max(1, store.files), bytes: bytes / Math.max(1, store.bytes) };
  const percent = (share: number) => Math.max(0, share * 100).toFixed(1);
  throw new AppError(
    "invalid_request",
    `This takes ${percent(shares.files)} % of the store's files and ${percent(shares.bytes)} % of its bytes away: confirm it with confirm_deletions.`,
    {
      extra: {
        confirm: "deletions",
        paths: deleted,
        files_share: shares.files,
        bytes_share: Math.max(0, shares.bytes),
      },
    },
  );
}
