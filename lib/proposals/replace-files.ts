import type { Context } from "@/lib/auth/context";
import type { MemoryId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import type { MemoryRow } from "@/lib/memories/repository";
import { clearPaths } from "./clear-paths";
import { decideFile } from "./decide-hunks";
import type { ProposalHunk } from "./list-hunks";
import { loadFiles, type ProposalFile } from "./load-files";
import type { PendingWrites } from "./pending-writes";
import { decideFiles, deleteProposedFiles, insertProposedFiles, type ProposedFileRow } from "./repository";

/** Puts `files` in place of what the proposal holds of the memories `rows`. @throws AppError `path_conflict` */
export async function replaceFiles(
  ctx: Context,
  tx: Tx,
  pending: PendingWrites,
  dream: DreamRow,
  rows: MemoryRow[],
  files: ProposedFileRow[],
): Promise<void> {
  const memoryIds = rows.map(({ id }) => id);
  const before = await listRejected(ctx, tx, pending, memoryIds);
  const overtaken = await clearPaths(ctx, tx, pending, { memoryIds, files });
  await deleteProposedFiles(tx, dream.id, [...memoryIds, ...overtaken]);
  await insertProposedFiles(tx, files);
  if (before.size === 0) return;
  // What a person turned down stays so while it says the same; a hunk's id tells its place only.
  const after = await loadFiles(
    ctx,
    tx,
    dream.id,
    files.map(({ path }) => path),
  );
  const stays = (file: ProposalFile, hunk: ProposalHunk) => before.get(hunk.id) === keyOf(file, hunk);
  const decided = after.map((file) => ({
    ...file,
    rejectedHunks: file.hunks.flatMap((hunk) => (stays(file, hunk) ? [hunk.id] : [])),
  }));
  await decideFiles(
    tx,
    dream.id,
    decided.map((file) => decideFile(file, true)),
  );
}

/** What rejected hunks of the memories' files say, by id. */
async function listRejected(
  ctx: Context,
  tx: Tx,
  { dream, files: waiting }: PendingWrites,
  memoryIds: MemoryId[],
): Promise<Map<string, string>> {
  const touched = new Set<MemoryId | null>(memoryIds);
  const rejecting = waiting.filter(({ memoryId, rejectedHunks }) => touched.has(memoryId) && rejectedHunks.length > 0);
  if (dream === null || rejecting.length === 0) return new Map();
  const files = await loadFiles(
    ctx,
    tx,
    dream.id,
    rejecting.map(({ path }) => path),
  );
  return new Map(
    files.flatMap((file) =>
      file.hunks
        .filter(({ id }) => file.rejectedHunks.includes(id))
        .map((hunk): [string, string] => [hunk.id, keyOf(file, hunk)]),
    ),
  );
}

/** A hunk of a whole file has its text beside its lines. */
const keyOf = (file: ProposalFile, { kind, lines }: ProposalHunk): string =>
  JSON.stringify([kind, lines, kind === "text" ? null : file.proposedSha256]);
