import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { type Pace, startPace } from "@/lib/core/pace";
import { decodeCursor, encodeCursor } from "@/lib/core/pagination";
import { type Blame, startBlame, stepBlame } from "@/lib/diff/blame";
import { getMemory } from "@/lib/memories/get-memory";
import { getVersion } from "@/lib/versions/get-version";
import { type BlameRow, listBlameRows } from "./repository";

export type GetBlame = {
  storeId: StoreId;
  memoryId: MemoryId;
  /** Left out: as the memory is now. */
  versionId?: VersionId | undefined;
  /** Lines of one page; left out: all, which may be 102,400. */
  limit?: number | undefined;
  page?: string | undefined;
  timeLimitMs?: number;
  signal?: AbortSignal | undefined;
};

export type BlameLine = {
  /** From 1. */
  line: number;
  text: string;
  version: BlameRow;
  /** Versions between this one and the readable one before it were redacted. */
  afterRedaction: boolean;
};

export type MemoryBlame = {
  storeId: StoreId;
  memoryId: MemoryId;
  path: string;
  versionId: VersionId;
  lines: BlameLine[];
  /** False when the time ended first: lines of the oldest version that was read may be older. */
  isComplete: boolean;
  nextPage: string | null;
};

/** Versions read at a time, each with at most 100 KiB of text. */
const BATCH = 32;
/** Some thousands of versions; a line that is older than those is rarely asked for, and each text costs a comparison. */
const TIME_LIMIT_MS = 10_000;

/**
 * Which version brought each line of a memory, as it is now or as of a version. Versions are read backwards in batches,
 * until every line has its origin; renames are no boundary, redacted versions are passed over. Later pages are of the
 * version that the first one was of.
 * @throws AppError `not_found`, `invalid_request` for a version without a text or a foreign cursor
 */
export async function getBlame(ctx: Context, input: GetBlame): Promise<MemoryBlame> {
  requireScope(ctx, "memories:read");
  const { storeId, memoryId, versionId, limit = Number.POSITIVE_INFINITY } = input;
  const scope = `memory_blame:${memoryId}:${versionId ?? "now"}`;
  const cursor = decodeCursor(scope, input.page);
  const top = await findTop(ctx, cursor === null ? input : { ...input, versionId: String(cursor[0]) as VersionId });
  const start = Number(cursor?.[1] ?? 0);
  const blame = startBlame(top.content, start, start + limit);
  const pace = startPace(input.timeLimitMs ?? TIME_LIMIT_MS, input.signal);
  const { origins, isComplete } = await findOrigins(blame, versionsBack(ctx, input, top), pace);
  const lines = blame.lines.flatMap((text, index): BlameLine[] => {
    const origin = origins.get(index);
    return origin === undefined ? [] : [{ line: index + 1, text, ...origin }];
  });
  const next = start + lines.length;
  const nextPage = next < blame.lines.length ? encodeCursor(scope, [top.id, next]) : null;
  return { storeId, memoryId, path: top.path, versionId: top.id, lines, isComplete, nextPage };
}

type Origin = Pick<BlameLine, "version" | "afterRedaction">;

/** The origins of the blame's open lines by their numbers, from 0. `versions`: newest first, the blamed one included. */
async function findOrigins(
  blame: Blame,
  versions: AsyncIterable<BlameRow>,
  pace: Pace,
): Promise<{ origins: Map<number, Origin>; isComplete: boolean }> {
  const origins = new Map<number, Origin>();
  /** The oldest version seen that has a text. */
  let current: BlameRow | undefined;
  let afterRedaction = false;
  let isComplete = true;
  for await (const version of versions) {
    if (current !== undefined && pace.isOver()) {
      isComplete = false;
      break;
    }
    if (pace.isDue()) await pace.rest();
    if (current !== undefined && version.content === null) {
      afterRedaction = true;
      continue;
    }
    if (current !== undefined && version.content !== null && version.contentSha256 !== current.contentSha256) {
      for (const line of stepBlame(blame, version.content)) origins.set(line, { version: current, afterRedaction });
    }
    current = version;
    afterRedaction = false;
    if (blame.open.length === 0) break;
  }
  if (current !== undefined) for (const { line } of blame.open) origins.set(line, { version: current, afterRedaction });
  return { origins, isComplete };
}

type Top = { id: VersionId; createdAt: Date; path: string; content: string };

async function findTop(ctx: Context, input: GetBlame): Promise<Top> {
  if (input.versionId === undefined) {
    const memory = await getMemory(ctx, input);
    return { id: memory.headVersionId, createdAt: memory.updatedAt, path: memory.path, content: memory.content ?? "" };
  }
  const version = await getVersion(ctx, { storeId: input.storeId, versionId: input.versionId });
  if (version.memoryId !== input.memoryId) throw notFound("Memory version", input.versionId);
  const { id, createdAt, path, content } = version;
  if (path === null || content === null || content === undefined) {
    const why = version.redactedAt === null ? "records a deletion" : "was redacted";
    throw new AppError("invalid_request", `Memory version ${id} ${why} and has no lines; name another version.`);
  }
  return { id, createdAt, path, content };
}

/** The memory's versions from `top` to the first one, newest first. */
async function* versionsBack(ctx: Context, { storeId, memoryId }: GetBlame, top: Top): AsyncGenerator<BlameRow> {
  let from: { createdAt: Date; id: string } = top;
  for (;;) {
    const rows = await listBlameRows(ctx.db, ctx.workspaceId, { storeId, memoryId, from, limit: BATCH + 1 });
    yield* rows.slice(0, BATCH);
    const next = rows[BATCH];
    if (next === undefined) return;
    from = next;
  }
}
