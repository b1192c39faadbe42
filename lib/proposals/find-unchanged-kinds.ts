import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { listAdoptionFiles, listAdoptions } from "./adoption-repository";
import { findingsByPath, findingsOfHunk } from "./findings-of";
import { loadFiles } from "./load-files";
import { listFindingRows } from "./repository";
import type { FindingKind } from "./schema";

/** Kinds of findings of a proposal of which every change was adopted as proposed: none edited, turned down or left out. */
export async function findUnchangedKinds(ctx: Context, dreamId: DreamId): Promise<Set<FindingKind>> {
  const files = await loadFiles(ctx, ctx.db, dreamId);
  const findings = (await listFindingRows(ctx.db, dreamId)).filter(({ state }) => state === "proposed");
  const kindOf = new Map(findings.map(({ id, kind }) => [id, kind]));
  const byPath = findingsByPath(findings);
  const edited = await editedHunks(ctx, dreamId);
  const [taken, changed] = [new Set<FindingKind>(), new Set<FindingKind>()];
  for (const file of files) {
    for (const hunk of file.hunks) {
      const isTaken = file.adoptedHunks.includes(hunk.id) && !edited.has(hunk.id);
      for (const id of findingsOfHunk(byPath, file, hunk)) {
        const kind = kindOf.get(id);
        if (kind !== undefined) (isTaken ? taken : changed).add(kind);
      }
    }
  }
  return new Set([...taken].filter((kind) => !changed.has(kind)));
}

async function editedHunks(ctx: Context, dreamId: DreamId): Promise<Set<string>> {
  const edited = new Set<string>();
  for (const { id, undoneAt } of await listAdoptions(ctx.db, dreamId)) {
    if (undoneAt !== null) continue;
    for (const file of await listAdoptionFiles(ctx.db, id)) {
      if (file.isEdited) for (const hunk of file.hunkIds) edited.add(hunk);
    }
  }
  return edited;
}
