import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import type { DreamId } from "@/lib/core/ids";
import { getDream } from "@/lib/dreams/get-dream";
import type { ReviewedDreamRow } from "@/lib/dreams/repository";
import {
  type EngineReport,
  type FindingRow,
  findEngineReport,
  listFindingRows,
  listProposedFiles,
  type ProposedFileRow,
} from "./repository";

export type DreamDiff = {
  dream: ReviewedDreamRow;
  files: (ProposedFileRow & { base: string | null; proposed: string | null })[];
  findings: FindingRow[];
  report: EngineReport | null;
};

/**
 * What a dream proposes: the files that wait for a decision (with `includeDecided` also the others), their texts, and
 * the findings behind them. Empty until the dream has a proposal.
 * @throws AppError `not_found`
 */
export async function getDreamDiff(
  ctx: Context,
  input: { dreamId: DreamId; includeDecided?: boolean },
): Promise<DreamDiff> {
  requireScope(ctx, "dreams:read");
  const dream = await getDream(ctx, input.dreamId);
  const [files, findings, report] = await Promise.all([
    listProposedFiles(ctx.db, dream.id),
    listFindingRows(ctx.db, dream.id),
    findEngineReport(ctx.db, dream.id),
  ]);
  const shown = files.filter((file) => input.includeDecided || file.decision === "pending");
  const hashes = shown.flatMap((file) => [file.baseSha256, file.proposedSha256].filter((hash) => hash !== null));
  const texts = await getContents(ctx.db, ctx.workspaceId, hashes);
  const textOf = (hash: string | null) => (hash === null ? null : (texts.get(hash) ?? null));
  return {
    dream,
    findings,
    report,
    files: shown.map((file) => ({ ...file, base: textOf(file.baseSha256), proposed: textOf(file.proposedSha256) })),
  };
}
