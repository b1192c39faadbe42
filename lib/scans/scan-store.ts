import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import type { StoreId } from "@/lib/core/ids";
import { startPace } from "@/lib/core/pace";
import { decodeCursor, encodeCursor, type Page } from "@/lib/core/pagination";
import { pathFault } from "@/lib/memories/path";
import { type NumberedHit, numberHits } from "@/lib/safety/number-hits";
import type { SafetyKind } from "@/lib/safety/types";
import { requireStore } from "@/lib/stores/require-store";
import { listPortion, type ScanRow } from "./repository";

export type ScanStore = {
  storeId: StoreId;
  /** All unless set. */
  kinds?: readonly SafetyKind[] | undefined;
  /** Starts and ends with "/". */
  pathPrefix?: string | undefined;
  /** 0 to 1. */
  minConfidence?: number;
  limit?: number;
  page?: string | undefined;
  timeLimitMs?: number;
  signal?: AbortSignal | undefined;
};

export type ScannedMemory = Omit<ScanRow, "text"> & { hits: NumberedHit[] };

/** `isComplete` is false when the time ended the page. */
export type ScanPage = Page<ScannedMemory> & { isComplete: boolean };

const TIME_LIMIT_MS = 2_000;

/**
 * The live memories of a store in which `lib/safety` sees something, by path in ascending bytes. It reads texts in
 * bounded portions, lets other requests run in between, and ends at the time limit with what it has; every page looks at
 * one memory at least, so that the pages come to an end.
 * @throws AppError `not_found`, `invalid_request`
 */
export async function scanStore(ctx: Context, input: ScanStore): Promise<ScanPage> {
  requireScope(ctx, "memories:read");
  const store = await requireStore(ctx, input.storeId);
  const { kinds, pathPrefix = "/", minConfidence = 0.5, limit = 20 } = input;
  const order = sha256(canonicalJson([kinds?.toSorted() ?? null, pathPrefix, minConfidence]));
  const scope = `scan:${store.id}:${order}`;
  // Here, not above: most processes never scan, and the rules are a lot to read at a start.
  const { scanTextDeep } = await import("@/lib/safety/scan-text-deep");
  const pace = startPace(input.timeLimitMs ?? TIME_LIMIT_MS, input.signal);
  const data: ScannedMemory[] = [];
  let lastPath = afterOf(scope, input.page);
  let isFirst = true;
  for await (const { text, ...memory } of filesAfter(ctx, store.id, pathPrefix, lastPath)) {
    if (data.length === limit || (!isFirst && pace.isOver())) {
      const nextPage = lastPath === null ? null : encodeCursor(scope, [lastPath]);
      return { data, nextPage, isComplete: data.length === limit };
    }
    const found = await scanTextDeep(text, kinds === undefined ? {} : { kinds });
    const hits = found.filter(({ confidence }) => confidence >= minConfidence);
    if (hits.length > 0) data.push({ ...memory, hits: numberHits(text, hits) });
    lastPath = memory.path;
    isFirst = false;
    if (pace.isDue()) await pace.rest();
  }
  return { data, nextPage: null, isComplete: true };
}

/** @throws AppError `invalid_request` */
function afterOf(scope: string, page: string | undefined): string | null {
  const key = decodeCursor(scope, page);
  if (key === null) return null;
  const [path] = key;
  if (typeof path === "string" && pathFault(path) === null) return path;
  throw new AppError("invalid_request", "page must be a next_page value that this scan gave.");
}

/** Memories below `pathPrefix` behind a path, by path; texts of one portion are in memory at a time. */
async function* filesAfter(
  ctx: Context,
  storeId: StoreId,
  pathPrefix: string,
  lastPath: string | null,
): AsyncGenerator<ScanRow> {
  const { workspaceId } = ctx;
  // "0" is the character after "/".
  const endPath = `${pathPrefix.slice(0, -1)}0`;
  let afterPath = lastPath ?? pathPrefix;
  for (;;) {
    const portion = await listPortion(ctx.db, { workspaceId, storeId, afterPath, endPath });
    const last = portion.at(-1);
    if (last === undefined) return;
    yield* portion;
    afterPath = last.path;
  }
}
