import { z } from "zod";
import { DreamId, FindingId, MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam } from "@/lib/core/pagination";
import { ReviewResource } from "@/lib/dreams/schema";
import { ContentSha256 } from "@/lib/memories/schema";

export const FileOperation = z
  .enum(["added", "modified", "moved", "removed"])
  .describe("What would happen to the file.");
export type FileOperation = z.infer<typeof FileOperation>;

export const FileDecision = z
  .enum(["pending", "adopted", "left_out", "rejected"])
  .describe("What a person decided about the file.");
export type FileDecision = z.infer<typeof FileDecision>;

const Hunk = z
  .strictObject({
    id: z.string().describe("Stable: the same change of the same file has the same id."),
    base_start: z.int().min(0).describe("First line in the base, counted from 1."),
    base_lines: z.int().min(0).describe("Lines of the base it covers."),
    proposed_start: z.int().min(0).describe("First line in the proposed text, counted from 1."),
    proposed_lines: z.int().min(0).describe("Lines of the proposed text it covers."),
    lines: z.array(z.string()).describe("Each with a leading space (kept), `-` (removed) or `+` (added)."),
    finding_ids: z.array(FindingId).describe("The findings behind this change."),
  })
  .meta({ id: "DreamHunk", description: "One run of changed lines with what is around it." });

const DiffFile = z
  .strictObject({
    path: z.string().describe("Where the file would be; where it is when it would be removed."),
    from_path: z.string().nullable().describe("Where a moved file was."),
    operation: FileOperation,
    memory_id: MemoryId.nullable().describe("The memory in the input store; null for an added file."),
    base_sha256: ContentSha256.nullable().describe("SHA-256 of the text that the dream read; null for an added file."),
    proposed_sha256: ContentSha256.nullable().describe("SHA-256 of the proposed text; null for a removed file."),
    base_content: z.string().nullable().describe("The text that the dream read; null for an added file."),
    proposed_content: z.string().nullable().describe("The proposed text; null for a removed file."),
    decision: FileDecision,
    adopted_version_id: VersionId.nullable().describe("The version that adopting wrote; null unless adopted."),
    finding_ids: z.array(FindingId).describe("The findings behind the file's changes."),
    hunks: z.array(Hunk).describe("The changes, in the order of lines."),
  })
  .meta({ id: "DreamDiffFile", description: "A file that the dream would change." });

export const FindingKind = z
  .enum(["merge", "contradict", "stale", "verify", "mistake", "pattern", "workflow", "preference", "organise"])
  .describe(
    [
      "What was found.",
      "`merge`: notes that say the same.",
      "`contradict`: notes about one thing that say different things.",
      "`stale`: a note on something unfinished that has ended.",
      "`verify`: a note that transcripts confirm.",
      "`mistake`: an error that came up in several sessions.",
      "`pattern`: one event that follows another after a steady time.",
      "`workflow`: steps that sessions which went well have in common.",
      "`preference`: the same correction by people in several sessions.",
      "`organise`: disorder of files.",
    ].join(" "),
  );
export type FindingKind = z.infer<typeof FindingKind>;

export const FindingState = z
  .enum(["proposed", "off", "left_alone"])
  .describe(
    "`proposed`: its change is in the proposal. `off`: it has a change that only a person may make. `left_alone`: it was seen and nothing is proposed.",
  );
export type FindingState = z.infer<typeof FindingState>;

export const FindingResource = z
  .strictObject({
    id: FindingId,
    kind: FindingKind,
    state: FindingState,
    reason: z.string().nullable().describe("Why it is off or was left alone; null when it is proposed."),
    rationale: z.string().describe("Why, in a sentence or two; for people."),
    confidence: z.number().min(0).max(1).describe("How sure the engine is, 0 to 1."),
    evidence: z
      .array(
        z.strictObject({
          session_id: z.string().describe("The transcript."),
          event_id: z.string().describe("The event in it."),
          quote: z.string().describe("Its words."),
        }),
      )
      .describe("Each quote was checked: it stands in that event."),
    sources: z
      .array(
        z.strictObject({
          path: z.string().describe("The file."),
          line: z.int().min(1).describe("The line in it."),
          text: z.string().describe("Its text."),
        }),
      )
      .describe("Lines of the snapshot, counted from 1."),
    paths: z.array(z.string()).describe("The files that it changes."),
    suggestion: z
      .array(
        z.strictObject({
          path: z.string().describe("The file."),
          start: z.int().min(1).describe("The first line that would change, counted from 1."),
          end: z.int().min(0).describe("The last such line; one less than `start` when nothing would go."),
          lines: z.array(z.string()).describe("What would stand there instead; empty when the lines would go."),
        }),
      )
      .describe("With `off`: the change that is not made. Lines are those of the snapshot."),
  })
  .meta({ id: "DreamFinding", description: "Something the dream found, with what it rests on." });

export type FindingResource = z.infer<typeof FindingResource>;

const Instruction = z
  .strictObject({
    text: z.string().describe("A sentence of the dream's instructions."),
    is_applied: z.boolean().describe("Whether the engine followed it."),
    remark: z.string().describe("How it was followed, or why not."),
  })
  .meta({ id: "DreamInstruction", description: "What became of a sentence of the instructions." });

const count = (what: string) => z.int().min(0).describe(what);
const Churn = z
  .strictObject({
    files_added: count("New files."),
    files_modified: count("Files with another text or path."),
    files_removed: count("Files that would go."),
    lines_added: count("New lines, in all files."),
    lines_removed: count("Lines that would go, in all files."),
    bytes_before: count("Size of the store in the snapshot, as UTF-8."),
    bytes_after: count("Its size with the whole proposal."),
  })
  .meta({ id: "DreamChurn", description: "How much the whole proposal changes." });

export const EngineReportResource = z.object({
  instructions: z.array(Instruction).describe("The instructions, sentence by sentence; empty without any."),
  churn: Churn.nullable().describe("Null until there is a proposal."),
});
export type EngineReportResource = z.infer<typeof EngineReportResource>;

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
    files: z.array(DiffFile).describe("What would change, by path."),
    findings: z.array(FindingResource).describe("Why, and what was seen and left alone."),
    ...EngineReportResource.shape,
  })
  .meta({ id: "DreamDiff", description: "A dream's proposal against the state that it read." });
export type DreamDiffResource = z.infer<typeof DreamDiffResource>;

export const AdoptDreamBody = z.object({
  proposal_sha256: ContentSha256.describe("Of the diff that was seen: other bytes are refused."),
  paths: z
    .array(z.string())
    .min(1, "paths must name at least one file; leave it out to adopt all")
    .optional()
    .describe("The files to adopt; left out: all that wait."),
});

export const RejectDreamBody = z.object({
  reason: z.string().max(4_096).nullish().describe("Why; kept with the review, at most 4,096 characters."),
});
