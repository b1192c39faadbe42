import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { NOTHING_SEEN, seenInText } from "@/app/(console)/_present/seen-in-text";
import { toTimeline, toVersionItem } from "@/app/(console)/_present/version-item";
import type { SeenInText } from "@/components/memories/hit-words";
import type { ComparedVersion } from "@/components/versions/version-compare";
import type { VersionItem } from "@/components/versions/version-item";
import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { getBlame } from "@/lib/history/get-blame";
import { presentBlame } from "@/lib/history/present";
import type { BlameResource } from "@/lib/history/schema";
import { getMemory } from "@/lib/memories/get-memory";
import { presentMemory } from "@/lib/memories/present";
import type { MemoryResource } from "@/lib/memories/schema";
import { getVersion } from "@/lib/versions/get-version";
import { listVersions } from "@/lib/versions/list-versions";

const VERSIONS_SHOWN = 50;
const BLAME_LINES_SHOWN = 2_000;
/** 16 ms; nobody waits longer for a page because of what its text may hold. */
const SCANNED_BYTES_MAX = 32 * 1024;

export type FilePageQuery = {
  storeId: string;
  memoryId: string;
  view?: string;
  version?: string;
  from?: string;
  to?: string;
  older?: string;
  lines?: string;
};

export type FilePage = {
  /** Null when the file was deleted; its versions remain. */
  memory: MemoryResource | null;
  versions: VersionItem[];
  olderPage: string | null;
  /** The version that is open instead of the current text. */
  version: ComparedVersion | null;
  compared: { from: ComparedVersion; to: ComparedVersion } | null;
  /** A page of the lines of the text that is shown, when it is shown with their origins. */
  blame: BlameResource | null;
  shownIds: string[];
  /** What is unsafe in the text that is shown. */
  seen: SeenInText;
};

/** Everything that the page of one file shows. */
export async function loadFilePage(ctx: Context, query: FilePageQuery): Promise<FilePage> {
  const storeId = query.storeId as StoreId;
  const open = (id: string | undefined) => (id ? openVersion(ctx, storeId, id) : null);
  const [memory, list, version, from, to] = await Promise.all([
    findMemory(ctx, storeId, query.memoryId as MemoryId),
    listVersions(ctx, { storeId, memoryId: query.memoryId, limit: VERSIONS_SHOWN, page: query.older }),
    open(query.version),
    open(query.from),
    open(query.to),
  ]);
  const hasText = version ? version.version.content_sha256 !== null : memory !== null;
  const blame = query.view === "blame" && hasText ? await loadBlame(ctx, query) : null;
  const compared = from && to ? { from, to } : null;
  const shown = compared ? [compared.from.version.id, compared.to.version.id] : [version?.version.id];
  return {
    memory,
    versions: toTimeline(list.data),
    olderPage: list.nextPage,
    version,
    compared,
    blame,
    shownIds: shown.filter((id) => id !== undefined),
    seen: compared || blame || query.view === "diff" ? NOTHING_SEEN : seenIn(version?.content ?? memory?.content ?? ""),
  };
}

const seenIn = (text: string): SeenInText =>
  Buffer.byteLength(text) > SCANNED_BYTES_MAX ? NOTHING_SEEN : seenInText(text);

async function findMemory(ctx: Context, storeId: StoreId, memoryId: MemoryId): Promise<MemoryResource | null> {
  try {
    return presentMemory(await getMemory(ctx, { storeId, memoryId }), "full");
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function openVersion(ctx: Context, storeId: StoreId, id: string): Promise<ComparedVersion> {
  const row = await orNotFound(getVersion(ctx, { storeId, versionId: id as VersionId }));
  return { version: toVersionItem(row, undefined), content: row.content ?? "" };
}

async function loadBlame(ctx: Context, { storeId, memoryId, version, lines }: FilePageQuery): Promise<BlameResource> {
  return presentBlame(
    await getBlame(ctx, {
      storeId: storeId as StoreId,
      memoryId: memoryId as MemoryId,
      versionId: version as VersionId | undefined,
      limit: BLAME_LINES_SHOWN,
      page: lines,
    }),
  );
}
