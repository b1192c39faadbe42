import type { Context } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import { byteLength } from "@/lib/core/hash";
import { type MemoryId, newId, type StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { mergeTexts } from "@/lib/diff/merge-texts";
import { lockPendingWrites, type PendingWrites } from "@/lib/proposals/pending-writes";
import { proposeWrites } from "@/lib/proposals/propose-writes";
import type { ProposedFileRow } from "@/lib/proposals/repository";
import { type Blocker, listOccupants } from "./find-blockers";
import { lockMemories } from "./lock-memories";
import { ancestorsOf } from "./path";
import { findBlocker, type MemoryRow } from "./repository";
import { contentChanged } from "./rules";
import { type MemoryWrite, writeMemories } from "./write-memories";

/** A text to write, and the hash of the one that the writer last read, when it has to be that one. */
export type WantedText = { content: string; expectedSha256?: string | undefined };

/** A store as a writer of it meets it, and where its writes go, within one transaction. */
export type Desk = {
  /** Whether writes wait for a person. */
  isReviewed: boolean;
  /** Those of the memories that are there, locked and with their text: with what waits for a person already in it. */
  lock(memoryIds: MemoryId[]): Promise<Map<MemoryId, MemoryRow>>;
  /** What is in the way of the paths, there or waiting, but for memories that leave. */
  occupants(input: { paths: string[]; leaving: MemoryId[] }): Promise<Blocker[]>;
  /** What is in the way of one path, the nearest first; `except` is the memory that wants it. */
  blocker(path: string, except: MemoryId | null): Promise<Blocker | null>;
  /** The text as one to write over `memory`, which `lock` gave. @throws AppError `precondition_failed` */
  rebase(memory: MemoryRow, wanted: WantedText): WantedText;
  /** @returns the memories as they are, or would be, afterwards. @throws AppError `path_conflict` */
  write(writes: MemoryWrite[]): Promise<MemoryRow[]>;
};

/**
 * Where the context's actor writes: to the store, or where its policy has agents' writes wait. Opened before anything is locked.
 * @throws AppError `not_found` (a store that reviews writes and is gone)
 */
export async function openDesk(ctx: Context, tx: Tx, storeId: StoreId): Promise<Desk> {
  const pending = await lockPendingWrites(ctx, tx, storeId);
  return pending === null ? directDesk(ctx, tx, storeId) : reviewDesk(ctx, tx, pending);
}

const directDesk = (ctx: Context, tx: Tx, storeId: StoreId): Desk => ({
  isReviewed: false,
  lock: (memoryIds) => lockMemories(ctx, tx, { storeId, memoryIds }),
  occupants: (input) => listOccupants(tx, { storeId, ...input }),
  blocker: (path, except) => findBlocker(tx, { storeId, path, ancestors: ancestorsOf(path), except }),
  rebase: (_, wanted) => wanted,
  write: (writes) => writeMemories(ctx, tx, { storeId, writes }),
});

function reviewDesk(ctx: Context, tx: Tx, pending: PendingWrites): Desk {
  const { storeId } = pending;
  const direct = directDesk(ctx, tx, storeId);
  const waiting = new Map(pending.files.map((file) => [file.memoryId, file]));
  const proposedAt = (paths: string[], leaving: MemoryId[]) => {
    const gone = new Set<MemoryId | null>(leaving);
    return blockersAmong(
      pending.files.filter(({ operation, memoryId }) => operation !== "removed" && !gone.has(memoryId)),
      paths,
    );
  };
  let live = new Map<MemoryId, MemoryRow>();
  return {
    isReviewed: true,
    async lock(memoryIds) {
      live = await lockMemories(ctx, tx, { storeId, memoryIds });
      const files = memoryIds.flatMap((id) => waiting.get(id) ?? []);
      const hashes = files.flatMap(({ proposedSha256 }) => proposedSha256 ?? []);
      const texts = await getContents(tx, ctx.workspaceId, hashes);
      const shown = files.flatMap((file) => {
        const row = rowOf(ctx, pending, file, live.get(file.memoryId as MemoryId));
        const content = texts.get(file.proposedSha256 ?? "");
        return row === null || content === undefined ? [] : [{ ...row, content, contentBytes: byteLength(content) }];
      });
      return new Map([...live, ...shown.map((row): [MemoryId, MemoryRow] => [row.id, row])]);
    },
    occupants: async (input) => [...(await direct.occupants(input)), ...proposedAt(input.paths, input.leaving)],
    blocker: async (path, except) =>
      (await direct.blocker(path, except)) ?? proposedAt([path], except === null ? [] : [except])[0] ?? null,
    rebase(memory, wanted) {
      const { expectedSha256, content } = wanted;
      const base = live.get(memory.id);
      const sawStore = expectedSha256 === base?.contentSha256 && expectedSha256 !== memory.contentSha256;
      if (!sawStore || base === undefined) return wanted;
      const merged = mergeTexts({ base: base.content ?? "", live: memory.content ?? "", wanted: content });
      if (merged === null) throw contentChanged();
      return { content: merged, expectedSha256: memory.contentSha256 };
    },
    write: (writes) => proposeWrites(ctx, tx, pending, writes),
  };
}

/** A memory as its file in the proposal has it; null when it would go, for then the store's text is what there is. */
function rowOf(
  ctx: Context,
  { storeId, dream }: PendingWrites,
  file: ProposedFileRow,
  live?: MemoryRow,
): MemoryRow | null {
  const { path, proposedSha256, memoryId } = file;
  if (proposedSha256 === null || memoryId === null || dream === null) return null;
  if (live !== undefined) return { ...live, path, contentSha256: proposedSha256 };
  // Not a memory of the store: it waits to be created, or it is gone since somebody wrote to it.
  if (file.operation !== "added") return null;
  const { createdAt } = dream;
  const ids = { id: memoryId, workspaceId: ctx.workspaceId, storeId, headVersionId: newId("memver") };
  return { ...ids, path, contentSha256: proposedSha256, contentBytes: 0, createdAt, updatedAt: createdAt };
}

function blockersAmong(files: ProposedFileRow[], paths: string[]): Blocker[] {
  const isInWay = (path: string, wanted: string) =>
    path === wanted || path.startsWith(`${wanted}/`) || ancestorsOf(wanted).includes(path);
  return files.flatMap(({ path, memoryId }) =>
    memoryId !== null && paths.some((wanted) => isInWay(path, wanted)) ? [{ id: memoryId, path }] : [],
  );
}
