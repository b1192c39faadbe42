import { requireActor } from "@/lib/core/actor";
import type { MemoryId } from "@/lib/core/ids";
import { wireTime } from "@/lib/core/time";
import { presentReview } from "@/lib/dreams/present";
import { hunkDecision, openHunks } from "./decide-hunks";
import type { DriftedFile } from "./find-drift";
import { type FindingsByPath, findingsByPath, findingsOfFile, findingsOfHunk } from "./findings-of";
import type { DreamDiff } from "./get-dream-diff";
import { hunkWarnings, type WarnedLines, warnedLines } from "./hunk-warnings";
import type { ProposalHunk } from "./list-hunks";
import type { ProposalFile } from "./load-files";
import { presentEngineReport } from "./present-engine-report";
import { presentFinding } from "./present-finding";
import type { DreamDiffResource } from "./schema";
import type { WriterRow } from "./write-repository";

type DiffFile = DreamDiffResource["files"][number];

export function presentDreamDiff(diff: DreamDiff): DreamDiffResource {
  const { dream, files, findings, checks } = diff;
  const parts: Parts = {
    diff,
    waits: dream.reviewStatus === "waiting",
    findings: findingsByPath(findings),
    warned: warnedLines(checks.flatMap(({ items }) => items)),
    writers: byMemory(diff.writers),
  };
  return {
    type: "dream_diff",
    dream_id: dream.id,
    memory_store_id: dream.storeId,
    origin: dream.origin,
    proposal_sha256: dream.proposalSha256,
    review: presentReview(dream),
    totals: totalsOf(diff),
    checks,
    files: files.map((file) => presentFile(parts, file)),
    findings: findings.map(presentFinding),
    ...presentEngineReport(diff.report),
  };
}

type Parts = {
  diff: DreamDiff;
  waits: boolean;
  findings: FindingsByPath;
  warned: WarnedLines;
  writers: ReadonlyMap<MemoryId | null, WriterRow[]>;
};

function totalsOf({ drift, files }: DreamDiff): DreamDiffResource["totals"] {
  const open = files.map((file) => ({ file, hunks: openHunks(file), drift: drift.get(file) }));
  const countDrift = (kind: string) =>
    open.reduce((sum, { hunks, drift: at }) => sum + hunks.filter((id) => at?.hunks.get(id) === kind).length, 0);
  return {
    files: open.filter(({ hunks }) => hunks.length > 0).length,
    hunks: open.reduce((sum, { hunks }) => sum + hunks.length, 0),
    conflicts: countDrift("conflicts"),
    already_there: countDrift("already_there"),
    files_removed: open.filter(({ file, hunks }) => file.operation === "removed" && hunks.length > 0).length,
  };
}

function presentFile(parts: Parts, file: ProposalFile): DiffFile {
  const { diff, findings, waits } = parts;
  const text = (content: string | null) => (diff.includeTexts ? content : null);
  const changed = (from: "baseStart" | "start", to: "baseEnd" | "end") =>
    file.hunks.reduce((sum, { change }) => sum + (change === null ? 0 : change[to] - change[from]), 0);
  const drift = diff.drift.get(file);
  return {
    path: file.path,
    from_path: file.fromPath,
    operation: file.operation,
    memory_id: file.memoryId,
    base_sha256: file.baseSha256,
    proposed_sha256: file.proposedSha256,
    base_content: text(file.base),
    proposed_content: text(file.proposed),
    decision: file.decision,
    adopted_version_id: file.adoptedVersionId,
    finding_ids: findingsOfFile(findings, file),
    written_by: (parts.writers.get(file.memoryId) ?? []).map(presentWriter),
    lines_added: changed("start", "end"),
    lines_removed: changed("baseStart", "baseEnd"),
    drift: drift ? presentDrift(drift, text) : null,
    hunks: file.hunks.map((hunk) => presentHunk(parts, file, hunk, { waits, drift })),
  };
}

function byMemory(writers: WriterRow[]): Parts["writers"] {
  const found = new Map<MemoryId | null, WriterRow[]>();
  for (const writer of writers) found.set(writer.memoryId, [...(found.get(writer.memoryId) ?? []), writer]);
  return found;
}

const presentWriter = ({ actorType, actorId, writes, lastAt }: WriterRow): DiffFile["written_by"][number] => ({
  actor: requireActor(actorType, actorId),
  writes,
  last_written_at: wireTime(lastAt),
});

function presentDrift(
  { live, merged, reason }: DriftedFile,
  text: (content: string | null) => string | null,
): DiffFile["drift"] {
  return {
    is_conflict: merged === null,
    reason,
    live_path: live?.path ?? null,
    live_sha256: live?.contentSha256 ?? null,
    live_content: text(live?.content ?? null),
    merged_content: text(merged?.state?.content ?? null),
  };
}

function presentHunk(
  { diff, findings, warned }: Parts,
  file: ProposalFile,
  hunk: ProposalHunk,
  { waits, drift }: { waits: boolean; drift: DriftedFile | undefined },
): DiffFile["hunks"][number] {
  const { change, lines, ...shown } = hunk;
  return {
    ...shown,
    lines: diff.includeTexts ? lines : [],
    finding_ids: findingsOfHunk(findings, file, hunk),
    decision: hunkDecision(file, hunk.id, waits),
    is_on: !file.offHunks.includes(hunk.id),
    warnings: hunkWarnings(warned, file, hunk),
    drift: drift?.hunks.get(hunk.id) ?? "none",
  };
}
