import type { Context } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import type { DreamId, MemoryId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { baseState, type FileState, type FileTexts, listHunks, type ProposalHunk, stateWith } from "./list-hunks";
import { listProposedFiles, type ProposedFileRow } from "./repository";

/** A file of a proposal with its texts and its hunks. */
export type ProposalFile = ProposedFileRow & FileTexts & { hunks: ProposalHunk[] };

/** Files of a dream's proposal, by path; with `paths` only those. */
export async function loadFiles(ctx: Context, sql: Sql, dreamId: DreamId, paths?: string[]): Promise<ProposalFile[]> {
  const asked = paths === undefined ? null : new Set(paths);
  const rows = (await listProposedFiles(sql, dreamId)).filter(({ path }) => asked === null || asked.has(path));
  const hashes = rows.flatMap((row) => [row.baseSha256, row.proposedSha256].filter((hash) => hash !== null));
  const texts = await getContents(sql, ctx.workspaceId, hashes);
  const textOf = (path: string, hash: string | null) => {
    const text = hash === null ? null : texts.get(hash);
    if (text === undefined) throw new Error(`a text of ${path} is not stored`);
    return text;
  };
  return rows.map((row) => {
    const base = textOf(row.path, row.baseSha256);
    const file = { ...row, base, proposed: textOf(row.path, row.proposedSha256) };
    return { ...file, hunks: listHunks(file) };
  });
}

/** A file of the proposal as something to bring into a store: with these hunks taken, and those adopted before. */
export function targetOf(
  file: ProposalFile,
  taken: Iterable<string>,
): Pick<ProposalFile, "path" | "memoryId"> & { base: FileState; wanted: FileState; newId: MemoryId | null } {
  const all = new Set([...file.adoptedHunks, ...taken]);
  return {
    path: file.path,
    memoryId: file.memoryId,
    base: baseState(file),
    wanted: stateWith(file, file.hunks, all),
    newId: file.operation === "added" ? file.memoryId : null,
  };
}
