import { z } from "zod";
import { DreamId, FindingId, MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam } from "@/lib/core/pagination";
import { ReviewResource } from "@/lib/dreams/schema";
import { ContentSha256 } from "@/lib/memories/schema";

export const FileOperation = z.enum(["added", "modified", "moved", "removed"]);
export type FileOperation = z.infer<typeof FileOperation>;

export const FileDecision = z.enum(["pending", "adopted", "left_out", "rejected"]);
export type FileDecision = z.infer<typeof FileDecision>;

const Hunk = z
  .strictObject({
    id: z.string().describe("Stable: the same change of the same file has the same id."),
    base_start: z.int().describe("First line in the base, counted from 1."),
    base_lines: z.int(),
    proposed_start: z.int(),
    proposed_lines: z.int(),
    lines: z.array(z.string()).describe("Each with a leading space (kept), `-` (removed) or `+` (added)."),
    finding_ids: z.array(FindingId),
  })
  .meta({ id: "DreamHunk" });

const DiffFile = z
  .strictObject({
    path: z.string(),
    from_path: z.string().nullable().describe("Where a moved file was."),
    operation: FileOperation,
    memory_id: MemoryId.nullable(),
    base_sha256: ContentSha256.nullable(),
    proposed_sha256: ContentSha256.nullable(),
    base_content: z.string().nullable(),
    proposed_content: z.string().nullable(),
    decision: FileDecision,
    adopted_version_id: VersionId.nullable(),
    finding_ids: z.array(FindingId),
    hunks: z.array(Hunk),
  })
  .meta({ id: "DreamDiffFile" });

export const FindingResource = z
  .strictObject({
    id: FindingId,
    kind: z.enum(["merge", "mistake", "organise"]),
    rationale: z.string(),
    confidence: z.number().min(0).max(1),
    evidence: z
      .array(z.strictObject({ session_id: z.string(), event_id: z.string(), quote: z.string() }))
      .describe("Each quote was checked: it stands in that event."),
    sources: z
      .array(z.strictObject({ path: z.string(), line: z.int(), text: z.string() }))
      .describe("Lines of the snapshot, counted from 1."),
    paths: z.array(z.string()),
  })
  .meta({ id: "DreamFinding" });

export type FindingResource = z.infer<typeof FindingResource>;

export const GetDiffQuery = z.object({
  include_decided: booleanParam(false).describe("Also the files that were adopted, left out or rejected."),
});

export const DreamDiffResource = z
  .strictObject({
    type: z.literal("dream_diff"),
    dream_id: DreamId,
    memory_store_id: StoreId,
    proposal_sha256: ContentSha256.nullable().describe("Null until there is a proposal; pass it to adopt."),
    review: ReviewResource,
    files: z.array(DiffFile),
    findings: z.array(FindingResource),
  })
  .meta({ id: "DreamDiff" });
export type DreamDiffResource = z.infer<typeof DreamDiffResource>;

export const AdoptDreamBody = z.object({
  proposal_sha256: ContentSha256.describe("Of the diff that was seen: other bytes are refused."),
  paths: z
    .array(z.string())
    .min(1, "paths must name at least one file; leave it out to adopt all")
    .optional()
    .describe("The files to adopt; left out: all that wait."),
});

export const RejectDreamBody = z.object({ reason: z.string().max(4_096).nullish() });
