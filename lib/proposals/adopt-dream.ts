import { type Context, requireScope } from "@/lib/auth/context";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import type { DreamId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { getDream } from "@/lib/dreams/get-dream";
import { lockDream } from "@/lib/dreams/lock-dream";
import type { DreamRow, ReviewedDreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { requireAutoAdopt } from "@/lib/policies/require-auto-adopt";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import type { StoreRow } from "@/lib/stores/repository";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { findStandingAdoption } from "./adoption-repository";
import { type Choices, chooseHunks, type FileChoice } from "./choose-hunks";
import { type DecidedFile, decideFile } from "./decide-hunks";
import { loadFiles, type ProposalFile, targetOf } from "./load-files";
import { planWrites, type Target } from "./plan-writes";
import { recordAdoption } from "./record-adoption";
import { refuseConflicts } from "./refuse-conflicts";
import { rememberRejected } from "./remember-rejected";
import { decideFiles, listFindingRows } from "./repository";
import { requireDeletionsConfirmed } from "./require-deletions-confirmed";
import { nothingToAdopt, requireReviewable, requireSeen } from "./rules";
import { supersedeOthers } from "./supersede-others";
import { type Written, writePlan } from "./write-plan";

export type AdoptDream = Choices & {
  dreamId: DreamId;
  /** Of the diff that was seen. */
  proposalSha256: string;
  /** More than 10 % of the store may go. */
  confirmDeletions?: boolean | undefined;
  /** By the store's policy: what is not taken goes on waiting. */
  isAutomatic?: boolean;
};

/** A file that an adoption decides on, with what was chosen of it. */
export type ChosenFile = Target & { file: ProposalFile; choice: FileChoice };

/**
 * Brings chosen hunks of a proposal into the input store in one transaction, as versions by the context's actor that name the
 * dream: merged with whatever was written meanwhile, so no write of others is lost. The first adoption by a person ends the
 * review: what was not chosen counts as left out, and may still be adopted. The same call again, after a lost answer,
 * changes nothing.
 *
 * @throws AppError `not_found`; `invalid_request` (nothing to adopt, a choice that does not fit, deletions not confirmed);
 * `conflict` (other bytes seen; or `conflicts` that need a resolution, with the three texts of each)
 */
export async function adoptDream(ctx: Context, input: AdoptDream): Promise<ReviewedDreamRow> {
  requireScope(ctx, "dreams:write");
  requireScope(ctx, "memories:write");
  await withTransaction(ctx.db, (tx) => adoptInTransaction(ctx, tx, input));
  return getDream(ctx, input.dreamId);
}

async function adoptInTransaction(ctx: Context, tx: Tx, input: AdoptDream): Promise<void> {
  const dream = await lockDream(ctx, tx, input.dreamId);
  requireReviewable(dream);
  requireSeen(dream, input.proposalSha256);
  const requestSha256 = hashOf(input);
  if ((await findStandingAdoption(tx, dream.id, requestSha256)) !== null) return;
  const store = await lockStore(ctx, tx, dream.storeId);
  requireActive(store);
  if (input.isAutomatic) await requireAutoAdopt(ctx, tx, dream);
  const files = await loadFiles(ctx, tx, dream.id);
  const chosen = chosenFiles(files, input);
  const written = await write(ctx, tx, { dream, store, files, chosen, input });
  const findings = await listFindingRows(tx, dream.id);
  const isAutomatic = input.isAutomatic ?? false;
  await recordAdoption(ctx, tx, { dream, files, chosen, written, findings, requestSha256, isAutomatic });
  await decide(ctx, tx, { dream, files, chosen, written, isAutomatic });
  if (chosen.some(({ choice }) => choice.rejected.size > 0)) {
    await rememberRejected(ctx, tx, { dream, findings, reason: null });
  }
  await supersedeOthers(ctx, tx, dream);
  await emitEvent(ctx, tx, { type: "reverie.proposal.adopted", objectId: dream.id, storeId: store.id });
}

/** Of the choices alone: what was asked for, not how it was confirmed. */
function hashOf({ proposalSha256, files, hunks, edits, resolutions, paths }: AdoptDream): string {
  return sha256(canonicalJson({ proposalSha256, files, hunks, edits, resolutions, paths }));
}

function chosenFiles(files: ProposalFile[], choices: Choices): ChosenFile[] {
  const chosen = chooseHunks(files, choices);
  return files.flatMap((file) => {
    const choice = chosen.get(file.path);
    if (choice === undefined || choice.taken.size + choice.rejected.size === 0) return [];
    const target = targetOf(file, choice.taken);
    const wanted = choice.edit === null ? target.wanted : { path: (target.wanted ?? file).path, content: choice.edit };
    return [{ ...target, wanted, resolution: choice.resolution, file, choice }];
  });
}

type Writing = { dream: DreamRow; store: StoreRow; files: ProposalFile[]; chosen: ChosenFile[]; input: AdoptDream };

async function write(ctx: Context, tx: Tx, { dream, store, chosen, input }: Writing): Promise<Written<ChosenFile>[]> {
  const targets = chosen.filter(({ choice }) => choice.taken.size > 0);
  if (targets.length === 0) throw nothingToAdopt();
  const plan = await planWrites(ctx, tx, { storeId: store.id, targets });
  refuseConflicts(plan.conflicts, "Nothing was adopted");
  if (!input.confirmDeletions) await requireDeletionsConfirmed(ctx, tx, { dream, plan });
  return writePlan(ctx, tx, { store, dreamId: dream.id, plan });
}

type Deciding = Pick<Writing, "dream" | "files" | "chosen"> & { written: Written<ChosenFile>[]; isAutomatic: boolean };

async function decide(ctx: Context, tx: Tx, deciding: Deciding): Promise<void> {
  const { dream, files, chosen, written, isAutomatic } = deciding;
  const versions = new Map(written.map(({ target, after }) => [target.file, after.headVersionId]));
  const choices = new Map(chosen.map(({ file, choice }) => [file, choice]));
  const decided = files.map((file): DecidedFile => {
    const choice = choices.get(file);
    return {
      ...file,
      adoptedVersionId: versions.get(file) ?? file.adoptedVersionId,
      adoptedHunks: [...file.adoptedHunks, ...(choice?.taken ?? [])],
      rejectedHunks: [...file.rejectedHunks, ...(choice?.rejected ?? [])],
    };
  });
  const waits = isAutomatic && decided.some((file) => decideFile(file, true).decision === "pending");
  await decideFiles(
    tx,
    dream.id,
    decided.map((file) => decideFile(file, waits)),
  );
  const ended = { reviewedAt: ctx.now(), reviewedByType: ctx.actor.type, reviewedById: ctx.actor.id };
  const ends = !waits && dream.reviewStatus !== "adopted";
  await updateDream(tx, dream, ends ? { reviewStatus: "adopted", ...ended } : { reviewStatus: dream.reviewStatus });
}
