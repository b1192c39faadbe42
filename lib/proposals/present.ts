import { diffHunks, type Hunk, hunkId } from "@/lib/diff/hunks";
import { presentReview } from "@/lib/dreams/present";
import type { FindingAnchor } from "@/lib/engines/types";
import type { DreamDiff } from "./get-dream-diff";
import { presentEngineReport } from "./present-engine-report";
import { presentFinding } from "./present-finding";
import type { FindingRow } from "./repository";
import type { DreamDiffResource } from "./schema";

export function presentDreamDiff({ dream, files, findings, report }: DreamDiff): DreamDiffResource {
  return {
    type: "dream_diff",
    dream_id: dream.id,
    memory_store_id: dream.storeId,
    proposal_sha256: dream.proposalSha256,
    review: presentReview(dream),
    files: files.map((file) => ({
      path: file.path,
      from_path: file.fromPath,
      operation: file.operation,
      memory_id: file.memoryId,
      base_sha256: file.baseSha256,
      proposed_sha256: file.proposedSha256,
      base_content: file.base,
      proposed_content: file.proposed,
      decision: file.decision,
      adopted_version_id: file.adoptedVersionId,
      finding_ids: findings.filter((finding) => anchorsIn(finding, file).length > 0).map((finding) => finding.id),
      hunks: diffHunks(file.base ?? "", file.proposed ?? "").map((hunk) => ({
        ...hunk,
        id: hunkId(file.path, hunk),
        finding_ids: findings.filter((finding) => touches(anchorsIn(finding, file), hunk)).map((finding) => finding.id),
      })),
    })),
    findings: findings.map(presentFinding),
    ...presentEngineReport(report),
  };
}

type Place = { path: string; fromPath: string | null };

const anchorsIn = (finding: FindingRow, file: Place): FindingAnchor[] =>
  finding.anchors.filter((anchor) => anchor.path === file.path || anchor.path === file.fromPath);

/** Whether a finding removed or wrote a line that the hunk shows. */
function touches(anchors: FindingAnchor[], hunk: Hunk): boolean {
  const shows = (line: number, start: number, count: number) => line >= start && line < start + count;
  return anchors.some(
    (anchor) =>
      anchor.baseLines.some((line) => shows(line, hunk.base_start, hunk.base_lines)) ||
      anchor.proposedLines.some((line) => shows(line, hunk.proposed_start, hunk.proposed_lines)),
  );
}
