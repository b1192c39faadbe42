import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { byteLength, sha256 } from "@/lib/core/hash";
import { type DreamId, type MemoryId, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { checkWritesJob } from "@/lib/dreams/check-writes.job";
import { renewSnapshot } from "@/lib/dreams/renew-snapshot";
import { startWrites } from "@/lib/dreams/start-writes";
import { updateDream } from "@/lib/dreams/update-dream";
import { enqueue } from "@/lib/jobs/queue";
import type { MemoryRow } from "@/lib/memories/repository";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import { fileAfter } from "./file-after";
import type { PendingWrites } from "./pending-writes";
import { replaceFiles } from "./replace-files";
import { setChecks } from "./repository";
import { insertWrites } from "./write-repository";

/**
 * Puts writes into the proposal that collects those of agents, one file for each memory: what its last write wants against
 * what the store held at the first. A file that is wanted as it was leaves the proposal, and the proposal ends when none is
 * left. Who wrote is recorded write by write; of the texts the last one of each memory is kept.
 *
 * @param pending with its locks held
 * @param writes paths and texts are checked; `memory` is the row as `pending` shows it
 * @returns the memories as they would be. One that waits to be created has the id that it will have
 */
export async function proposeWrites(
  ctx: Context,
  tx: Tx,
  pending: PendingWrites,
  writes: MemoryWrite[],
): Promise<MemoryRow[]> {
  const dream = pending.dream ?? (await startWrites(ctx, tx, pending.storeId));
  const rows = writes.map((write) => rowAfter(ctx, pending, write));
  const before = new Map(pending.files.map((file) => [file.memoryId, file]));
  await renewSnapshot(
    tx,
    dream,
    rows.map(({ id }) => id).filter((id) => !before.has(id)),
  );
  const texts = writes.flatMap((write) => (write.operation === "deleted" ? [] : [write.content]));
  await putContents(tx, ctx.workspaceId, texts);
  const files = writes.flatMap((write, index) => {
    const row = rows[index] as MemoryRow;
    return fileAfter(dream, before.get(row.id) ?? null, write, row) ?? [];
  });
  await replaceFiles(ctx, tx, pending, dream, rows, files);
  const log = writes.map(({ operation }, index) => ({ operation, memoryId: (rows[index] as MemoryRow).id }));
  await insertWrites(ctx, tx, dream.id, log);
  const touched = new Set<MemoryId | null>(rows.map(({ id }) => id));
  const isLeft = files.length > 0 || pending.files.some(({ memoryId }) => !touched.has(memoryId));
  // Without a hash nobody can adopt it before the checks have looked at it.
  await setChecks(tx, dream.id, null);
  await updateDream(tx, dream, isLeft ? { proposalSha256: null } : { reviewStatus: "superseded" });
  if (isLeft) await enqueue(tx, checkWritesJob, { dreamId: dream.id });
  warn(ctx, dream.id);
  return rows;
}

/** Once, and with the last attempt's proposal: a transaction may be tried again. */
function warn({ warnings }: Context, dreamId: DreamId): void {
  const said = warnings?.findIndex((warning) => warning.startsWith("review:")) ?? -1;
  if (said >= 0) warnings?.splice(said, 1);
  warnings?.push(`review:${dreamId}`);
}

function rowAfter(ctx: Context, pending: PendingWrites, write: MemoryWrite): MemoryRow {
  if (write.operation === "deleted") return write.memory;
  const { path, content } = write;
  const state = { path, content, contentSha256: sha256(content), contentBytes: byteLength(content) };
  if (write.operation === "modified") return { ...write.memory, ...state };
  const at = ctx.now();
  const { workspaceId } = ctx;
  const ids = { id: newId("mem"), workspaceId, storeId: pending.storeId, headVersionId: newId("memver") };
  return { ...ids, ...state, createdAt: at, updatedAt: at };
}
