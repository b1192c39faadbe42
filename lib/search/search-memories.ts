import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import type { StoreId } from "@/lib/core/ids";
import { type Pace, startPace } from "@/lib/core/pace";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { pathFault } from "@/lib/memories/path";
import { requireStore } from "@/lib/stores/require-store";
import { collectHits, type HitKey, type SearchHit } from "./collect-hits";
import { literalMatcher } from "./match-literal";
import { regexMatcher } from "./match-regex";
import { wordsMatcher } from "./match-words";
import type { Matcher } from "./matcher";
import { type CandidateRow, listCandidates } from "./repository";
import type { IncompleteReason, SearchMode, SearchText } from "./schema";

export type SearchMemories = {
  storeId: StoreId;
  q: SearchText;
  mode?: SearchMode;
  /** Starts and ends with "/". */
  pathPrefix?: string | undefined;
  caseSensitive?: boolean;
  limit?: number;
  page?: string | undefined;
  /** What was found until then is the answer. */
  timeLimitMs?: number;
  signal?: AbortSignal | undefined;
};

/** `incompleteReason` is null when every hit up to the page's end is there. */
export type SearchPage = Page<SearchHit> & { incompleteReason: IncompleteReason | null };

const TIME_LIMIT_MS = 2_000;

const MATCHERS = { literal: literalMatcher, words: wordsMatcher, regex: regexMatcher };

/**
 * Lines (and paths) of a store's live memories that match: those that hold `q` literally first, then the rest; within
 * these by path in ascending bytes, then by line. It reads texts in bounded batches, lets other requests run in
 * between, and ends at the time limit with what it has.
 * @throws AppError `not_found`, `invalid_request`
 */
export async function searchMemories(ctx: Context, input: SearchMemories): Promise<SearchPage> {
  requireScope(ctx, "memories:read");
  const store = await requireStore(ctx, input.storeId);
  const { mode = "literal", caseSensitive = false, limit = 20, pathPrefix = "/" } = input;
  const matcher = MATCHERS[mode](input.q, caseSensitive);
  const scope = `search:${store.id}:${sha256(canonicalJson([input.q, mode, caseSensitive, pathPrefix]))}`;
  const after = afterOf(scope, input.page);
  const collected = collectHits({ limit: limit + 1, after, ranks: matcher.ranks });
  const pace = startPace(input.timeLimitMs ?? TIME_LIMIT_MS, input.signal);
  const isDone = await scan(ctx, { store, pathPrefix, matcher, after, collected }, pace);
  const page = toPage(collected.hits(), limit, (hit) => encodeCursor(scope, [hit.rank, hit.path, hit.line]));
  if (!isDone) return { ...page, incompleteReason: "time_limit" };
  return { ...page, incompleteReason: matcher.leftOut() ? "line_too_long" : null };
}

/** @throws AppError `invalid_request` */
function afterOf(scope: string, page: string | undefined): HitKey | null {
  const key = decodeCursor(scope, page);
  if (key === null) return null;
  const [rank, path, line] = key;
  if (typeof rank === "number" && typeof path === "string" && typeof line === "number" && pathFault(path) === null) {
    return { rank, path, line };
  }
  throw new AppError("invalid_request", "page must be a next_page value that this search gave.");
}

type Scan = {
  store: { id: StoreId };
  pathPrefix: string;
  matcher: Matcher;
  after: HitKey | null;
  collected: ReturnType<typeof collectHits>;
};

/** Goes through the store's files until the page is certain. @returns false when the time ran out before */
async function scan(ctx: Context, input: Scan, pace: Pace): Promise<boolean> {
  if (pace.isOver()) return false;
  for await (const files of batches(ctx, input)) {
    for (const file of files) {
      await scanFile(file, input, pace);
      if (input.collected.isFull()) return true;
      if (pace.isOver()) return false;
    }
    if (pace.isOver()) return false;
  }
  return true;
}

async function scanFile(file: CandidateRow, { matcher, collected }: Scan, pace: Pace): Promise<void> {
  for (const match of matcher.match(file, pace)) {
    if (match !== null) collected.offer(file, match);
    if (collected.isFull() || pace.isOver()) return;
    if (pace.isDue()) await pace.rest();
  }
}

/** Files that may match, by path, a bounded number at a time. */
async function* batches(ctx: Context, input: Scan): AsyncGenerator<CandidateRow[]> {
  const { store, pathPrefix, matcher, after, collected } = input;
  const range = { workspaceId: ctx.workspaceId, storeId: store.id, endPath: `${pathPrefix.slice(0, -1)}0` };
  // Within the last rank nothing before the cursor can come any more.
  let fromPath = after?.rank === matcher.ranks - 1 ? after.path : pathPrefix;
  for (;;) {
    const expressions = matcher.prefilter(collected.belowRank());
    const { files, reached } = await listCandidates(ctx.db, { ...range, fromPath, expressions });
    yield files;
    if (reached === null) return;
    fromPath = `${reached}\u0001`;
  }
}
