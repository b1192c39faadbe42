import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { startBlame, stepBlame } from "@/lib/diff/blame";
import { getMemory } from "@/lib/memories/get-memory";
import { getVersion } from "@/lib/versions/get-version";
import { type BlameRow, listBlameRows } from "./repository";

export type BlameLine = {
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
};

/** Versions read at a time, each with at most 100 KiB of text. */
const BATCH = 32;

/**
 * Which version brought each line of a memory, as it is now or as of a version. Versions are read backwards in batches,
 * until every line has its origin; renames are no boundary, redacted versions are passed over.
 * @throws AppError `not_found`, `invalid_request` for a version without a text
 */
export async function getBlame(
  ctx: Context,
  input: { storeId: StoreId; memoryId: MemoryId; versionId?: VersionId | undefined },
): Promise<MemoryBlame> {
  requireScope(ctx, "memories:read");
  const top = await findTop(ctx, input);
  const blame = startBlame(top.content);
  const lines: (BlameLine | undefined)[] = new Array(blame.lines.length);
  /** The oldest version seen that has a text. */
  let current: BlameRow | undefined;
  let afterRedaction = false;
  const settle = (version: BlameRow, numbers: number[]) => {
    for (const line of numbers) lines[line] = { text: blame.lines[line] as string, version, afterRedaction };
  };
  for await (const version of versionsBack(ctx, input, top)) {
    if (current === undefined) {
      current = version;
    } else if (version.content === null) {
      afterRedaction = true;
    } else {
      if (version.contentSha256 !== current.contentSha256) settle(current, stepBlame(blame, version.content));
      current = version;
      afterRedaction = false;
    }
    if (blame.open.length === 0) break;
  }
  if (current !== undefined) {
    const open = blame.open.map(({ line }) => line);
    settle(current, open);
  }
  return { ...input, path: top.path, versionId: top.id, lines: lines.filter((line) => line !== undefined) };
}

type Top = { id: VersionId; createdAt: Date; path: string; content: string };

async function findTop(
  ctx: Context,
  input: { storeId: StoreId; memoryId: MemoryId; versionId?: VersionId | undefined },
): Promise<Top> {
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
async function* versionsBack(
  ctx: Context,
  input: { storeId: StoreId; memoryId: MemoryId },
  top: Top,
): AsyncGenerator<BlameRow> {
  let from: { createdAt: Date; id: string } = top;
  for (;;) {
    const rows = await listBlameRows(ctx.db, ctx.workspaceId, { ...input, from, limit: BATCH + 1 });
    yield* rows.slice(0, BATCH);
    const next = rows[BATCH];
    if (next === undefined) return;
    from = next;
  }
}
