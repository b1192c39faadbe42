import type { Context } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { findHeads, type HeadRow, type VersionKeyRow } from "./repository";

/** What belongs to a store at one moment. */
export type Snapshot = {
  /** Live memories below the prefix, by path in bytes. */
  heads: HeadRow[];
  /** The time of the last change that belongs to the moment. */
  lastChangedAt: Date;
  /** Whether a version is part of the history at that moment, below the prefix. */
  holds(version: VersionKeyRow): boolean;
};

/**
 * Fixes a moment without holding a transaction open, which a slow client could keep for hours. Live memories are read in
 * one statement; a memory's history ends at its head's time. A memory that is not among them was deleted before, no later
 * than the last change of the tree, or is made later: changes of the tree have strictly increasing times in a store. So
 * whatever is committed meanwhile, the same versions belong, and every one of them is there to be read already.
 *
 * @throws AppError `not_found`
 */
export async function readSnapshot(
  ctx: Context,
  input: { storeId: StoreId; pathPrefix?: string | undefined },
): Promise<Snapshot> {
  const found = await findHeads(ctx.db, { workspaceId: ctx.workspaceId, storeId: input.storeId });
  if (found === null) throw notFound("Memory store", input.storeId);
  const inPrefix = (path: string) => path.startsWith(input.pathPrefix ?? "/");
  const live = new Map<MemoryId, { until: number; wanted: boolean }>(
    found.heads.map((head) => [head.id, { until: head.updatedAt.getTime(), wanted: inPrefix(head.path) }]),
  );
  const treeChangedAt = found.treeChangedAt.getTime();
  const lastChange = found.heads.reduce((last, head) => Math.max(last, head.updatedAt.getTime()), treeChangedAt);
  return {
    heads: found.heads.filter((head) => inPrefix(head.path)),
    lastChangedAt: new Date(lastChange),
    holds(version) {
      const at = version.createdAt.getTime();
      const head = live.get(version.memoryId);
      if (head !== undefined) return head.wanted && at <= head.until;
      return at <= treeChangedAt && (input.pathPrefix === undefined || inPrefix(version.lastPath ?? ""));
    },
  };
}
