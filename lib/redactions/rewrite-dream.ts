import { deleteUnreferencedContents } from "@/lib/contents/delete-unreferenced-contents";
import { getContents } from "@/lib/contents/get-contents";
import { putContents } from "@/lib/contents/put-contents";
import { type DreamId, newId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { lockDream } from "@/lib/dreams/lock-dream";
import { rehashProposal } from "@/lib/proposals/rehash-proposal";
import { addToReceipt } from "./add-to-receipt";
import {
  type DreamFileChange,
  type DreamFileTexts,
  listDreamFileTexts,
  type Part,
  updateBaseFiles,
  updateDreamFiles,
} from "./find-repository";
import type { Run } from "./run";
import { pathWithoutFound, withoutFound } from "./search";

type ContentAddress = { sha256: string; bytes: number };

/**
 * Points snapshot and proposal of a dream to texts without what is searched for. Bases change in the same way as live
 * memories do, so that what waits for a review can still be adopted. @returns files changed
 */
export async function rewriteDream(run: Run, dreamId: DreamId, part: Part): Promise<number> {
  const { ctx } = run;
  return withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    const files = await listDreamFileTexts(tx, dreamId);
    const contents = await rewriteContents(run, tx, files, part);
    const newPathOf = pathsWithoutFound(run, files);
    const changes = files
      .map((before) => changeOf(before, contents, newPathOf))
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    const ofKind = (kind: DreamFileTexts["kind"]) => changes.filter(({ before }) => before.kind === kind);
    await updateBaseFiles(tx, dreamId, ofKind("dream_base_file"));
    await updateDreamFiles(tx, dreamId, ofKind("dream_file"));
    await rehashProposal(tx, dream);
    await addToReceipt(
      run,
      tx,
      changes.map(({ before, after }) => ({
        kind: before.kind,
        objectId: before.memoryId,
        parentId: dreamId,
        before: JSON.stringify([before.path, before.fromPath, before.baseSha256, before.proposedSha256]),
        sha256After: after.proposedSha256 ?? after.baseSha256,
      })),
    );
    await deleteUnreferencedContents(tx, ctx.workspaceId, [...contents.keys()]);
    return changes.length;
  });
}

/** The found texts that the files name, each with where its replacement is stored. */
async function rewriteContents(
  run: Run,
  tx: Tx,
  files: DreamFileTexts[],
  part: Part,
): Promise<Map<string, ContentAddress>> {
  if (part.by !== "content") return new Map();
  const named = new Set(files.flatMap((file) => [file.baseSha256, file.proposedSha256]));
  const found = part.hashes.filter((hash) => named.has(hash));
  const texts = [...(await getContents(tx, run.ctx.workspaceId, found))];
  const rewritten = texts.map(([sha256, text]) => withoutFound(run.search, text, sha256));
  const stored = await putContents(tx, run.ctx.workspaceId, rewritten);
  return new Map(texts.map(([sha256], index) => [sha256, stored[index] as ContentAddress]));
}

/** One new path for each path of the dream; where the text's removal leaves none that is free, an id. */
function pathsWithoutFound(run: Run, files: DreamFileTexts[]): (path: string) => string {
  const taken = new Set(files.flatMap((file) => (file.fromPath === null ? [file.path] : [file.path, file.fromPath])));
  const memoryIds = new Map(files.map((file) => [file.fromPath ?? file.path, file.memoryId]));
  const known = new Map<string, string>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const wanted = pathWithoutFound(run.search, path);
    const free = wanted === path || (wanted !== null && !taken.has(wanted));
    const after = free && wanted !== null ? wanted : `/${memoryIds.get(path) ?? newId("mem")}`;
    taken.add(after);
    known.set(path, after);
    return after;
  };
}

function changeOf(
  before: DreamFileTexts,
  contents: Map<string, ContentAddress>,
  newPathOf: (path: string) => string,
): DreamFileChange {
  const base = before.baseSha256 === null ? undefined : contents.get(before.baseSha256);
  const proposed = before.proposedSha256 === null ? undefined : contents.get(before.proposedSha256);
  const after = {
    ...before,
    path: newPathOf(before.path),
    fromPath: before.fromPath === null ? null : newPathOf(before.fromPath),
    baseSha256: base?.sha256 ?? before.baseSha256,
    proposedSha256: proposed?.sha256 ?? before.proposedSha256,
  };
  return { before, after, baseBytes: base?.bytes ?? null };
}
