import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import { AppError } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { startPace } from "@/lib/core/pace";
import { decodeCursor, encodeCursor } from "@/lib/core/pagination";
import { diffHunks, type Hunk } from "@/lib/diff/hunks";
import { requireStore } from "@/lib/stores/require-store";
import type { VersionRow } from "@/lib/versions/repository";
import { findPoint, type Point } from "./find-point";
import { findState, listDifferences, type StateRow } from "./repository";
import {
  type Change,
  type ChangeCounts,
  type ChangeKey,
  changesBetween,
  compareKeys,
  countChanges,
  cutToBytes,
  isRedacted,
  keyOfChange,
  type PointName,
} from "./rules";

export type GetStoreDiff = {
  storeId: StoreId;
  from: PointName;
  to: PointName;
  /** Left out: the same store. */
  toStoreId?: StoreId | undefined;
  /** Starts and ends with "/"; for whole stores only. */
  pathPrefix?: string | undefined;
  limit?: number;
  page?: string | undefined;
};

/** `hunks` is null when one of the texts was redacted. */
export type DiffedFile = { change: Change; hunks: Hunk[] | null };

export type StoreDiff = {
  from: Point;
  to: Point;
  counts: ChangeCounts;
  files: DiffedFile[];
  nextPage: string | null;
};

/** Text of one page, both sides together: 2 MiB. The worst texts of that size take about a second, 0.1 s each file. */
const PAGE_BYTES_MAX = 2 * 1024 * 1024;

/**
 * What changed between two moments of a store, between two stores, or between two versions of one memory.
 * @throws AppError `not_found`, `invalid_request` for points that cannot be compared or a foreign cursor
 */
export async function getStoreDiff(ctx: Context, input: GetStoreDiff): Promise<StoreDiff> {
  requireScope(ctx, "memories:read");
  await requireStore(ctx, input.storeId);
  const toStoreId = input.toStoreId ?? input.storeId;
  if (toStoreId !== input.storeId) await requireStore(ctx, toStoreId);
  if (input.from === "now" && input.toStoreId === undefined) {
    throw new AppError("invalid_request", "from must name a time or a version (memver_…), unless to_store is given.");
  }
  const from = await findPoint(ctx, input.storeId, input.from);
  const to = await findPoint(ctx, toStoreId, input.to);
  const changes = await findChanges(ctx, from, to, input.pathPrefix ?? null);
  const scope = `memory_diff:${input.storeId}:${toStoreId}`;
  const after = decodeKey(scope, input.page);
  const rest = after === null ? changes : changes.filter((change) => compareKeys(keyOfChange(change), after) > 0);
  const page = cutToBytes(rest.slice(0, input.limit ?? 20), PAGE_BYTES_MAX);
  const last = page.at(-1);
  return {
    from,
    to,
    counts: countChanges(changes),
    files: await diffFiles(ctx, page),
    nextPage: last !== undefined && page.length < rest.length ? encodeKey(scope, last) : null,
  };
}

async function findChanges(ctx: Context, from: Point, to: Point, pathPrefix: string | null): Promise<Change[]> {
  const named = from.version ?? to.version;
  const byContent = from.storeId !== to.storeId;
  if (named === null) {
    return changesBetween(await listDifferences(ctx.db, ctx.workspaceId, { from, to, pathPrefix }), { byContent });
  }
  requireComparable(from, to, pathPrefix);
  const [older, newer] = await Promise.all([stateAt(ctx, from, named.memoryId), stateAt(ctx, to, named.memoryId)]);
  if (older?.versionId === newer?.versionId) return [];
  return changesBetween([{ from: older, to: newer }], { byContent: false });
}

/** A version is one memory's file, so the other side has to be that memory too. */
function requireComparable(from: Point, to: Point, pathPrefix: string | null): void {
  if (from.storeId !== to.storeId) {
    throw new AppError(
      "invalid_request",
      "from and to must be times when to_store is given: a version is of one store.",
    );
  }
  if (pathPrefix !== null) {
    throw new AppError("invalid_request", "path_prefix goes with times: a version is one file already.");
  }
  if (from.version !== null && to.version !== null && from.version.memoryId !== to.version.memoryId) {
    throw new AppError(
      "invalid_request",
      "from and to name versions of two memories; give two versions of one memory, or two times for the whole store.",
    );
  }
}

async function stateAt(ctx: Context, point: Point, memoryId: MemoryId): Promise<StateRow | null> {
  return point.version === null
    ? findState(ctx.db, ctx.workspaceId, { ...point, memoryId })
    : stateOfVersion(point.version);
}

/** The file as a version left it; null when the version deleted it. */
export function stateOfVersion(version: VersionRow): StateRow | null {
  if (version.operation === "deleted") return null;
  return {
    memoryId: version.memoryId,
    versionId: version.id,
    path: version.path,
    contentSha256: version.contentSha256,
    contentBytes: version.contentBytes,
    changedAt: version.createdAt,
    redacted: version.redactedAt !== null,
  };
}

async function diffFiles(ctx: Context, changes: Change[]): Promise<DiffedFile[]> {
  const hashes = changes.flatMap(({ from, to }) => [from?.contentSha256, to?.contentSha256]);
  const wanted = hashes.filter((hash): hash is string => hash !== null && hash !== undefined);
  const texts = await getContents(ctx.db, ctx.workspaceId, wanted);
  // A text that is gone by now was redacted after the trees were read.
  const textOf = (state: StateRow | null) => (state === null ? "" : texts.get(state.contentSha256 ?? ""));
  const pace = startPace(Number.POSITIVE_INFINITY);
  const files: DiffedFile[] = [];
  for (const change of changes) {
    if (pace.isDue()) await pace.rest();
    const [before, after] = [textOf(change.from), textOf(change.to)];
    const known = !isRedacted(change) && before !== undefined && after !== undefined;
    files.push({ change, hunks: known ? diffHunks(before, after) : null });
  }
  return files;
}

/** A path is a text; the number 0 stands for none. */
function encodeKey(scope: string, change: Change): string {
  const [path, operation, memoryId] = keyOfChange(change);
  return encodeCursor(scope, [path ?? 0, operation, memoryId]);
}

function decodeKey(scope: string, page: string | undefined): ChangeKey | null {
  const key = decodeCursor(scope, page);
  if (key === null) return null;
  const [path, operation, memoryId] = key;
  return [typeof path === "string" ? path : null, String(operation), String(memoryId)];
}
