import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import { AppError, notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { findBlockers } from "@/lib/memories/find-blockers";
import { parkMemories } from "@/lib/memories/park-memories";
import type { MemoryRow } from "@/lib/memories/repository";
import { pathConflict, storeFull } from "@/lib/memories/rules";
import { type MemoryWrite, writeMemories } from "@/lib/memories/write-memories";
import { requireDirectWrites } from "@/lib/policies/require-direct-writes";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import type { StoreRow } from "@/lib/stores/repository";
import { findPoint, type Point } from "./find-point";
import { stateOfVersion } from "./get-store-diff";
import {
  findLastChange,
  findState,
  findStateByPath,
  listDifferences,
  lockRows,
  type Pair,
  type StateRow,
} from "./repository";
import {
  type Change,
  type ChangeCounts,
  changesBetween,
  countChanges,
  noSuchFile,
  type PointName,
  requireReadable,
  splitByBytes,
} from "./rules";

export type RestoreStore = {
  storeId: StoreId;
  to: PointName;
  /** One memory, or the file that was at a path; neither: the whole store. */
  memoryId?: MemoryId | undefined;
  path?: string | undefined;
  dryRun?: boolean;
};

/** `written` is null in a dry run. */
export type RestoredFile = { change: Change; written: { memoryId: MemoryId; versionId: VersionId } | null };

export type Restored = {
  storeId: StoreId;
  to: Point;
  dryRun: boolean;
  counts: ChangeCounts;
  files: RestoredFile[];
  /** The last millisecond of the state before; null when nothing was written. */
  undoTo: Date | null;
};

/** Text held and sent at a time: 32 MiB. A store whose changes hold more is restored in several writes of one transaction. */
const WRITE_BYTES_MAX = 32 * 1024 * 1024;

/**
 * Brings a store, or one file of it, back to a point of its history, by new versions: nothing of the history is lost, and
 * a restore can itself be undone. A deleted memory comes back at its path with a new id (ids never come back); for a whole
 * store, files that were not there are deleted. What is as it was then gets no version. All or nothing.
 * @throws AppError `not_found`, `path_conflict`, `conflict` (a wanted text was redacted), `invalid_request` (archived
 * store, cap, a point at which there was no such file), `permission` (writes of agents wait for a review)
 */
export async function restoreStore(ctx: Context, input: RestoreStore): Promise<Restored> {
  requireScope(ctx, "memories:write");
  // Outside: a transaction that waits for a second connection waits forever when all others do the same.
  const to = await findPoint(ctx, input.storeId, input.to);
  const dryRun = input.dryRun ?? false;
  return withTransaction(ctx.db, async (tx) => {
    const store = await lockStore(ctx, tx, input.storeId);
    requireActive(store);
    if (!dryRun) await requireDirectWrites(ctx, tx, store.id);
    const found = await findPairs(ctx, tx, input, to);
    const live = dryRun ? new Map<MemoryId, MemoryRow>() : await lockFrom(ctx, tx, store.id, found);
    const pairs = dryRun ? found : found.map((pair) => ({ ...pair, from: stateUnderLock(pair.from, live) }));
    const changes = changesBetween(pairs, { byContent: false });
    requireReadable(changes.map((change) => change.to));
    const counts = countChanges(changes);
    requireRoom(ctx, store, counts);
    // The tree of a moment has no conflicts in itself; one file of it may meet files that came later.
    if (!isWhole(input)) await requireFreePaths(tx, store.id, changes);
    const written = dryRun ? new Map<Change, MemoryRow>() : await writeChanges(ctx, tx, { store, changes, live });
    const files = changes.map((change) => {
      const row = written.get(change);
      return { change, written: row === undefined ? null : { memoryId: row.id, versionId: row.headVersionId } };
    });
    const times = [...written.values()].map((row) => row.updatedAt.getTime());
    const undoTo = times.length === 0 ? null : new Date(times.reduce((a, b) => Math.min(a, b)) - 1);
    return { storeId: store.id, to, dryRun, counts, files, undoTo };
  });
}

const isWhole = (input: RestoreStore): boolean => input.memoryId === undefined && input.path === undefined;

type LiveRows = Map<MemoryId, MemoryRow>;

async function lockFrom(ctx: Context, tx: Tx, storeId: StoreId, pairs: Pair[]): Promise<LiveRows> {
  const memoryIds = pairs.flatMap(({ from }) => (from === null ? [] : [from.memoryId]));
  return lockRows(tx, ctx.workspaceId, { storeId, memoryIds });
}

/** The file as it is behind the lock: its content may have changed since it was read, for that takes no store's lock. */
function stateUnderLock(from: StateRow | null, live: LiveRows): StateRow | null {
  if (from === null) return null;
  const { headVersionId: versionId, path, contentSha256, contentBytes, updatedAt } = liveRow(live, from.memoryId);
  return {
    memoryId: from.memoryId,
    versionId,
    path,
    contentSha256,
    contentBytes,
    changedAt: updatedAt,
    redacted: false,
  };
}

function liveRow(live: LiveRows, memoryId: MemoryId): MemoryRow {
  const row = live.get(memoryId);
  if (row === undefined) throw new Error(`memory ${memoryId} went although its store is locked`);
  return row;
}

/** What is there now (`from`) and what was there then (`to`). */
async function findPairs(ctx: Context, tx: Tx, input: RestoreStore, to: Point): Promise<Pair[]> {
  const now = { storeId: input.storeId, at: null };
  if (input.memoryId !== undefined) return [await findMemoryPair(ctx, tx, input.storeId, input.memoryId, to)];
  if (to.version !== null) {
    throw new AppError("invalid_request", "to names a version, which is of one memory: give its memory_id, or a time.");
  }
  if (input.path === undefined) {
    return listDifferences(tx, ctx.workspaceId, { from: now, to, pathPrefix: null });
  }
  const then = await findStateByPath(tx, ctx.workspaceId, to, input.path);
  if (then === null) throw noSuchFile(input.path);
  const same = await findState(tx, ctx.workspaceId, { ...now, memoryId: then.memoryId });
  return [{ from: same ?? (await findStateByPath(tx, ctx.workspaceId, now, input.path)), to: then }];
}

async function findMemoryPair(ctx: Context, tx: Tx, storeId: StoreId, memoryId: MemoryId, to: Point): Promise<Pair> {
  const from = await findState(tx, ctx.workspaceId, { storeId, at: null, memoryId });
  if (to.version !== null && to.version.memoryId !== memoryId) {
    throw new AppError(
      "invalid_request",
      `to must be a version of the memory itself, got one of ${to.version.memoryId}.`,
    );
  }
  const then = to.version
    ? stateOfVersion(to.version)
    : await findState(tx, ctx.workspaceId, { storeId, at: to.at, memoryId });
  if (then !== null) return { from, to: then };
  if (from === null && to.version === null) throw notFound("Memory", memoryId);
  throw noSuchFile(memoryId);
}

function requireRoom(ctx: Context, store: StoreRow, counts: ChangeCounts): void {
  const max = ctx.limits.memoriesPerStoreMax;
  if (counts.added > 0 && store.memoryCount + counts.added - counts.removed > max) throw storeFull(store.id, max);
}

async function requireFreePaths(tx: Tx, storeId: StoreId, changes: Change[]): Promise<void> {
  const coming = changes.filter(({ operation }) => operation === "added" || operation === "moved");
  const paths = coming.flatMap(({ path }) => (path === null ? [] : [path]));
  const leaving = new Set(coming.flatMap(({ from }) => (from === null ? [] : [from.memoryId])));
  for (const [path, blocker] of await findBlockers(tx, { storeId, paths, leaving })) throw pathConflict(path, blocker);
}

/** Every change as one version, all of one time unless their texts exceed WRITE_BYTES_MAX. */
async function writeChanges(
  ctx: Context,
  tx: Tx,
  input: { store: StoreRow; changes: Change[]; live: LiveRows },
): Promise<Map<Change, MemoryRow>> {
  const written = new Map<Change, MemoryRow>();
  const { changes, live } = input;
  const storeId = input.store.id;
  if (changes.length === 0) return written;
  const last = await findLastChange(tx, ctx.workspaceId, storeId);
  // Later than every change before, so that the moment before this one holds exactly the former state.
  const at = new Date(Math.max(ctx.now().getTime(), last.getTime() + 1));
  const runs = splitByBytes(changes.toSorted(compareWrites), WRITE_BYTES_MAX);
  await park(ctx, tx, changes, { all: runs.length > 1 });
  for (const run of runs) {
    const writes = await planWrites(ctx, tx, run, live);
    const rows = await writeMemories({ ...ctx, now: () => at }, tx, { storeId, writes });
    run.forEach((change, index) => {
      written.set(change, rows[index] as MemoryRow);
    });
  }
  return written;
}

/** What goes makes room for what moves, and that for what comes. */
const ORDER = { removed: 0, moved: 1, modified: 1, added: 2 } as const;
const compareWrites = (a: Change, b: Change): number => ORDER[a.operation] - ORDER[b.operation];

/** Takes memories off paths that others of them move to; all that move when there are several writes. */
async function park(ctx: Context, tx: Tx, changes: Change[], { all }: { all: boolean }): Promise<void> {
  const moved = changes.filter(({ operation }) => operation === "moved");
  const wanted = new Set(moved.map(({ path }) => path));
  const parked = moved.flatMap(({ from }) => (from !== null && (all || wanted.has(from.path)) ? [from.memoryId] : []));
  await parkMemories(ctx, tx, parked);
}

async function planWrites(ctx: Context, tx: Tx, changes: Change[], live: LiveRows): Promise<MemoryWrite[]> {
  const hashes = changes.flatMap(({ to }) => to?.contentSha256 ?? []);
  const texts = await getContents(tx, ctx.workspaceId, hashes);
  return changes.map(({ from, to }): MemoryWrite => {
    const memory = from === null ? null : liveRow(live, from.memoryId);
    if (to === null) {
      if (memory === null) throw new Error("a change has at least one side");
      return { operation: "deleted", memory };
    }
    const content = texts.get(to.contentSha256 ?? "");
    if (to.path === null || content === undefined) {
      throw new AppError("conflict", `Memory version ${to.versionId} was redacted just now; nothing was restored.`);
    }
    if (memory === null) return { operation: "created", path: to.path, content };
    return { operation: "modified", memory, path: to.path, content };
  });
}
