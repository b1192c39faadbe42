import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, printable } from "@/lib/core/errors";
import type { AdoptionId, VersionId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { DreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { switchOff } from "@/lib/policies/switch-off";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { findVersions } from "@/lib/versions/find-versions";
import type { VersionRow } from "@/lib/versions/repository";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { type AdoptionFileRow, listAdoptions, markUndone } from "./adoption-repository";
import { decideFile, openHunks } from "./decide-hunks";
import { type Adoption, getAdoption, loadAdoption } from "./get-adoption";
import type { FileState } from "./list-hunks";
import { loadFiles } from "./load-files";
import { planWrites, type Target } from "./plan-writes";
import { refuseConflicts } from "./refuse-conflicts";
import { decideFiles } from "./repository";
import type { Resolutions } from "./schema";
import { writePlan } from "./write-plan";

export type UndoAdoption = { adoptionId: AdoptionId; resolutions?: Resolutions | undefined };

type UndoTarget = Target & { file: AdoptionFileRow };

/**
 * Brings the files of an adoption back to what they were before it, in one transaction, merged with whatever was written since.
 * The history keeps both. Its hunks are open again: the review waits, unless another adoption of it stands. Again: unchanged.
 * @throws AppError `not_found`; `invalid_request` (archived store); `conflict` (a text was redacted; or `conflicts` with newer
 * changes, which `resolutions` end)
 */
export async function undoAdoption(ctx: Context, input: UndoAdoption): Promise<Adoption> {
  requireScope(ctx, "dreams:write");
  requireScope(ctx, "memories:write");
  const { dreamId } = await getAdoption(ctx, input.adoptionId);
  await withTransaction(ctx.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    // Read again behind the lock: two undos at once are one.
    const adoption = await loadAdoption(ctx, tx, input.adoptionId);
    if (adoption.undoneAt !== null) return;
    const store = await lockStore(ctx, tx, adoption.storeId);
    requireActive(store);
    const targets = await targetsOf(ctx, tx, adoption, input.resolutions ?? {});
    const plan = await planWrites(ctx, tx, { storeId: store.id, targets });
    refuseConflicts(plan.conflicts, "Nothing was undone");
    const written = await writePlan(ctx, tx, { store, dreamId: dream.id, plan });
    await markUndone(
      tx,
      { id: adoption.id, undoneAt: ctx.now(), undoneByType: ctx.actor.type, undoneById: ctx.actor.id },
      written.map(({ target, after }) => ({ position: target.file.position, versionId: after.headVersionId })),
    );
    await reopen(ctx, tx, dream, adoption);
    if (adoption.isAutomatic) {
      const day = ctx.now().toISOString().slice(0, 10);
      await switchOff(ctx, tx, { storeId: store.id, reason: `An automatic adoption was undone on ${day}.` });
    }
    await emitEvent(ctx, tx, { type: "reverie.proposal.undone", objectId: dream.id, storeId: store.id });
  });
  return getAdoption(ctx, input.adoptionId);
}

async function targetsOf(ctx: Context, tx: Tx, adoption: Adoption, resolutions: Resolutions): Promise<UndoTarget[]> {
  const ids = adoption.files.flatMap(({ versionId, beforeVersionId }) => [versionId, beforeVersionId ?? []].flat());
  const versions = await findVersions(ctx, tx, ids);
  const targets = adoption.files.map((file): UndoTarget => {
    const after = stateOfVersion(versions, file.versionId);
    const before = file.beforeVersionId === null ? null : stateOfVersion(versions, file.beforeVersionId);
    const path = (after ?? before)?.path ?? "";
    const resolution = resolutions[path];
    return {
      path,
      memoryId: file.memoryId,
      base: after,
      wanted: before,
      resolution: resolution ? { liveSha256: resolution.live_sha256, content: resolution.content } : null,
      file,
    };
  });
  const unknown = Object.keys(resolutions).find((path) => targets.every((target) => target.path !== path));
  if (unknown !== undefined) {
    throw new AppError(
      "invalid_request",
      `resolutions names ${printable(unknown)}, which this adoption did not write.`,
    );
  }
  return targets;
}

/** Null for a deletion. @throws AppError `conflict` when the text is gone for good */
function stateOfVersion(versions: Map<VersionId, VersionRow>, id: VersionId): FileState {
  const version = versions.get(id);
  if (version?.operation === "deleted") return null;
  if (version?.path == null || version.content == null) {
    throw new AppError("conflict", `Memory version ${id} was redacted, so this adoption can no longer be undone.`);
  }
  return { path: version.path, content: version.content };
}

/** What the adoption took is open again, and the review waits unless another adoption of it stands. */
async function reopen(ctx: Context, tx: Tx, dream: DreamRow, adoption: Adoption): Promise<void> {
  const files = await loadFiles(ctx, tx, dream.id);
  const undone = new Set(adoption.hunkIds);
  const reopened = files.map((file) => {
    const adoptedHunks = file.adoptedHunks.filter((id) => !undone.has(id));
    return { ...file, adoptedHunks, adoptedVersionId: adoptedHunks.length === 0 ? null : file.adoptedVersionId };
  });
  const standing = (await listAdoptions(tx, dream.id)).some(({ undoneAt }) => undoneAt === null);
  // What agents wrote does not collect again: it is left out, and may be adopted.
  const waits = dream.origin === "dream" && !standing && reopened.some((file) => openHunks(file).length > 0);
  await decideFiles(
    tx,
    dream.id,
    reopened.map((file) => decideFile(file, waits || dream.reviewStatus === "waiting")),
  );
  const review = { reviewStatus: "waiting", reviewedAt: null, reviewedByType: null, reviewedById: null } as const;
  await updateDream(tx, dream, waits ? review : { reviewStatus: dream.reviewStatus });
}
