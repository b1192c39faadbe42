import { type Context, requireScope } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { getDream } from "@/lib/dreams/get-dream";
import type { ReviewedDreamRow } from "@/lib/dreams/repository";
import type { MemoryRow } from "@/lib/memories/repository";
import { openHunks } from "./decide-hunks";
import { type DriftedFile, findDrift } from "./find-drift";
import { findLive } from "./find-live";
import { loadFiles, type ProposalFile, targetOf } from "./load-files";
import {
  type Check,
  type EngineReport,
  type FindingRow,
  findChecks,
  findEngineReport,
  listFindingRows,
} from "./repository";
import { listWriters, type WriterRow } from "./write-repository";

export type GetDreamDiff = {
  dreamId: DreamId;
  /** Also files of which nothing waits. */
  includeDecided?: boolean | undefined;
  /** False: without texts and lines of hunks. */
  includeTexts?: boolean | undefined;
  /** Only these files. */
  paths?: string[] | undefined;
};

export type DreamDiff = {
  dream: ReviewedDreamRow;
  /** Files that would go first, then by path. */
  files: ProposalFile[];
  /** What the store holds now of files with open hunks, and what that does to them; nothing for files that did not move. */
  drift: Map<ProposalFile, DriftedFile>;
  findings: FindingRow[];
  report: EngineReport | null;
  checks: Check[];
  /** Who wrote the files of a proposal that no engine made. */
  writers: WriterRow[];
  includeTexts: boolean;
};

/**
 * What a dream proposes, against the state that it read and against what the store holds now, with the findings behind it and
 * the checks on it. Empty until the dream has a proposal.
 * @throws AppError `not_found`
 */
export async function getDreamDiff(ctx: Context, input: GetDreamDiff): Promise<DreamDiff> {
  requireScope(ctx, "dreams:read");
  const dream = await getDream(ctx, input.dreamId);
  const [all, findings, report, checks, writers] = await Promise.all([
    loadFiles(ctx, ctx.db, dream.id, input.paths),
    listFindingRows(ctx.db, dream.id),
    findEngineReport(ctx.db, dream.id),
    findChecks(ctx.db, dream.id),
    dream.origin === "writes" ? listWriters(ctx.db, dream.id) : [],
  ]);
  const waits = dream.reviewStatus === "waiting";
  const files = all.filter((file) => input.includeDecided || (waits && openHunks(file).length > 0)).sort(compareFiles);
  return {
    dream,
    files,
    drift: await driftOf(ctx, dream, files),
    findings,
    report,
    checks,
    writers,
    includeTexts: input.includeTexts ?? true,
  };
}

/** Deletions first: they are what a reviewer must not miss. */
function compareFiles(a: ProposalFile, b: ProposalFile): number {
  const removed = Number(b.operation === "removed") - Number(a.operation === "removed");
  return removed || (a.path < b.path ? -1 : 1);
}

/** Proposals that are open: those that wait, and what was left out of an adoption. */
async function driftOf(
  ctx: Context,
  dream: ReviewedDreamRow,
  files: ProposalFile[],
): Promise<Map<ProposalFile, DriftedFile>> {
  if (dream.reviewStatus !== "waiting" && dream.reviewStatus !== "adopted") return new Map();
  const targets = files.flatMap((file) =>
    openHunks(file).length === 0 ? [] : [{ ...targetOf(file, openHunks(file)), file }],
  );
  const live: Map<(typeof targets)[number], MemoryRow> = await findLive(ctx, ctx.db, {
    storeId: dream.storeId,
    targets,
  });
  return new Map(
    targets.flatMap((target): [ProposalFile, DriftedFile][] => {
      const drift = findDrift(target.file, live.get(target) ?? null);
      return drift === null ? [] : [[target.file, drift]];
    }),
  );
}
