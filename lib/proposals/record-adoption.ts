import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import type { ChosenFile } from "./adopt-dream";
import type { AdoptionFileRow } from "./adoption-repository";
import { insertAdoption } from "./adoption-repository";
import { findingsByPath, findingsOfHunk } from "./findings-of";
import type { ProposalFile } from "./load-files";
import type { FindingRow } from "./repository";
import type { Written } from "./write-plan";

export type RecordAdoption = {
  dream: DreamRow;
  files: ProposalFile[];
  chosen: ChosenFile[];
  written: Written<ChosenFile>[];
  findings: FindingRow[];
  requestSha256: string;
  isAutomatic: boolean;
};

/** Keeps what an adoption wrote, hunk by hunk and with the findings behind each, so that it can be traced and undone. */
export async function recordAdoption(ctx: Context, tx: Tx, input: RecordAdoption): Promise<void> {
  const { dream, requestSha256, isAutomatic } = input;
  const adoption = {
    id: newId("adopt"),
    workspaceId: ctx.workspaceId,
    dreamId: dream.id,
    storeId: dream.storeId,
    requestSha256,
    isAutomatic,
    hunkIds: input.chosen.flatMap(({ choice }) => [...choice.taken]),
    isUnchanged: isUnchanged(input),
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    createdAt: ctx.now(),
    undoneAt: null,
    undoneByType: null,
    undoneById: null,
  };
  await insertAdoption(tx, adoption, fileRows(input));
}

/** Every hunk of the proposal, as it was proposed. */
function isUnchanged({ files, chosen }: RecordAdoption): boolean {
  const taken = new Set(chosen.flatMap(({ choice }) => [...choice.taken]));
  return (
    chosen.every(({ choice }) => choice.edit === null && choice.resolution === null) &&
    files.every((file) => file.hunks.every(({ id }) => file.adoptedHunks.includes(id) || taken.has(id)))
  );
}

function fileRows({ written, findings }: RecordAdoption): AdoptionFileRow[] {
  const byPath = findingsByPath(findings);
  return written.map(({ target, write, before, after }, position) => {
    const hunks = target.file.hunks.filter(({ id }) => target.choice.taken.has(id));
    return {
      position,
      memoryId: after.id,
      operation: write.operation,
      beforeVersionId: write.operation === "created" ? null : (before?.headVersionId ?? null),
      versionId: after.headVersionId,
      hunkIds: hunks.map(({ id }) => id),
      findingIds: [...new Set(hunks.flatMap((hunk) => findingsOfHunk(byPath, target.file, hunk)))],
      isEdited: target.choice.edit !== null || target.resolution !== null,
      undoVersionId: null,
    };
  });
}
