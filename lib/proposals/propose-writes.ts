import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { byteLength, sha256 } from "@/lib/core/hash";
import { type MemoryId, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { checkWritesJob } from "@/lib/dreams/check-writes.job";
import { renewSnapshot } from "@/lib/dreams/renew-snapshot";
import type { DreamRow } from "@/lib/dreams/repository";
import { startWrites } from "@/lib/dreams/start-writes";
import { updateDream } from "@/lib/dreams/update-dream";
import { enqueue } from "@/lib/jobs/queue";
import type { MemoryRow } from "@/lib/memories/repository";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import type { PendingWrites } from "./pending-writes";
import { decideFiles, deleteProposedFiles, insertProposedFiles, type ProposedFileRow, setChecks } from "./repository";
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
  await replaceFiles(tx, dream, rows, files);
  const log = writes.map(({ operation }, index) => ({ operation, memoryId: (rows[index] as MemoryRow).id }));
  await insertWrites(ctx, tx, dream.id, log);
  const touched = new Set<MemoryId | null>(rows.map(({ id }) => id));
  const isLeft = files.length > 0 || pending.files.some(({ memoryId }) => !touched.has(memoryId));
  // Without a hash nobody can adopt it before the checks have looked at it.
  await setChecks(tx, dream.id, null);
  await updateDream(tx, dream, isLeft ? { proposalSha256: null } : { reviewStatus: "superseded" });
  if (isLeft) await enqueue(tx, checkWritesJob, { dreamId: dream.id });
  ctx.warnings?.push(`review:${dream.id}`);
  return rows;
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

/** The memory's file in the proposal once it is written so; null when the store would stay as it is. */
function fileAfter(
  dream: DreamRow,
  before: ProposedFileRow | null,
  write: MemoryWrite,
  row: MemoryRow,
): ProposedFileRow | null {
  const base = before === null ? baseOf(write) : baseOfFile(before);
  const wanted = write.operation === "deleted" ? null : { path: row.path, sha256: row.contentSha256 };
  const operation = operationOf(base, wanted);
  if (operation === null) return null;
  return {
    dreamId: dream.id,
    workspaceId: dream.workspaceId,
    path: (wanted ?? base)?.path ?? row.path,
    operation,
    fromPath: operation === "moved" ? (base?.path ?? null) : null,
    memoryId: row.id,
    baseSha256: base?.sha256 ?? null,
    proposedSha256: wanted?.sha256 ?? null,
    decision: "pending",
    adoptedVersionId: null,
    adoptedHunks: [],
    rejectedHunks: before?.rejectedHunks ?? [],
    offHunks: [],
  };
}

/** A file by its place and the hash of its text; null: there is none. */
type Place = { path: string; sha256: string } | null;

const baseOf = (write: MemoryWrite): Place =>
  write.operation === "created" ? null : { path: write.memory.path, sha256: write.memory.contentSha256 };

const baseOfFile = ({ path, fromPath, baseSha256 }: ProposedFileRow): Place =>
  baseSha256 === null ? null : { path: fromPath ?? path, sha256: baseSha256 };

function operationOf(base: Place, wanted: Place): ProposedFileRow["operation"] | null {
  if (base === null) return wanted === null ? null : "added";
  if (wanted === null) return "removed";
  if (base.path !== wanted.path) return "moved";
  return base.sha256 === wanted.sha256 ? null : "modified";
}

async function replaceFiles(tx: Tx, dream: DreamRow, rows: MemoryRow[], files: ProposedFileRow[]): Promise<void> {
  await deleteProposedFiles(
    tx,
    dream.id,
    rows.map(({ id }) => id),
  );
  await insertProposedFiles(tx, files);
  // What a person turned down stays turned down.
  await decideFiles(
    tx,
    dream.id,
    files.filter(({ rejectedHunks }) => rejectedHunks.length > 0),
  );
}
