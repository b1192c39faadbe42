import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { AdoptionId, DreamId, FindingId, MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";
import { ReviewResource } from "@/lib/dreams/schema";
import { ContentSha256 } from "@/lib/memories/schema";

export const FileOperation = z
  .enum(["added", "modified", "moved", "removed"])
  .describe("What would happen to the file.");
export type FileOperation = z.infer<typeof FileOperation>;

export const FileDecision = z
  .enum(["pending", "adopted", "left_out", "rejected"])
  .describe("What a person decided about the file: `adopted` when some of its hunks were.");
export type FileDecision = z.infer<typeof FileDecision>;

export const HunkDecision = z
  .enum(["pending", "adopted", "left_out", "rejected"])
  .describe("What a person decided about the hunk.");
export type HunkDecision = z.infer<typeof HunkDecision>;

export const HunkKind = z
  .enum(["text", "add", "remove", "move"])
  .describe("`text`: one run of changed lines. `add`, `remove`: the whole file. `move`: only its path.");
export type HunkKind = z.infer<typeof HunkKind>;

export const HunkDrift = z
  .enum(["none", "merges", "conflicts", "already_there"])
  .describe(
    "What the store's newer state does to it: `none` when the file is as the dream read it; `merges`: both changes fit together; `conflicts`: a person has to choose; `already_there`: the store says so by now.",
  );
export type HunkDrift = z.infer<typeof HunkDrift>;

export const CheckName = z
  .enum([
    "evidence",
    "quotes",
    "secrets",
    "personal_data",
    "hidden_characters",
    "instructions",
    "deletions",
    "size",
    "links",
    "people",
    "loss",
  ])
  .describe(
    [
      "`evidence`: every added line has a finding behind it.",
      "`quotes`: every quote stands in its event.",
      "`secrets`, `personal_data`, `hidden_characters`, `instructions`: added lines hold none.",
      "`deletions`: at most 10 % of files and of bytes go.",
      "`size`: files and store stay within their budgets.",
      "`links`: links lead somewhere and the index lists what is there.",
      "`people`: lines that people wrote are kept, or a finding says why not.",
      "`loss`: numbers, names and dates of the store are still somewhere.",
    ].join(" "),
  );
export type CheckName = z.infer<typeof CheckName>;

export const CheckLevel = z
  .enum(["pass", "warn", "confirm"])
  .describe("`confirm`: an adoption of it needs an explicit confirmation.");
export type CheckLevel = z.infer<typeof CheckLevel>;

const CheckItem = z.strictObject({
  path: z.string().describe("The file."),
  side: z.enum(["base", "proposed"]).describe("Which text the line is of."),
  line: z.int().min(0).describe("The line, counted from 1; 0: the file as a whole."),
  message: z.string().describe("What is wrong there, for people."),
});

export const CheckResource = z
  .strictObject({
    check: CheckName,
    level: CheckLevel,
    summary: z.string().describe("The outcome in a sentence, for people."),
    count: z.int().min(0).describe("Places that it names; `items` holds at most 200 of them."),
    items: z.array(CheckItem).describe("The places."),
  })
  .meta({ id: "ProposalCheck", description: "One check on a proposal, like one of a pull request." });
export type CheckResource = z.infer<typeof CheckResource>;

const Hunk = z
  .strictObject({
    id: z.string().describe("Stable: the same change of the same file has the same id."),
    kind: HunkKind,
    base_start: z.int().min(0).describe("First line in the base, counted from 1."),
    base_lines: z.int().min(0).describe("Lines of the base it covers."),
    proposed_start: z.int().min(0).describe("First line in the proposed text, counted from 1."),
    proposed_lines: z.int().min(0).describe("Lines of the proposed text it covers."),
    lines: z
      .array(z.string())
      .describe("Each with a leading space (kept), `-` (removed) or `+` (added); empty with `include_texts=false`."),
    finding_ids: z.array(FindingId).describe("The findings behind this change."),
    decision: HunkDecision,
    is_on: z
      .boolean()
      .describe("Whether adopting without a choice takes it: false without evidence or with a warning."),
    warnings: z.array(z.string()).describe("What the checks say about its lines."),
    drift: HunkDrift,
  })
  .meta({ id: "DreamHunk", description: "One change that can be taken or left by itself, with what is around it." });

const Drift = z
  .strictObject({
    is_conflict: z.boolean().describe("Whether taking all open hunks of the file needs a resolution."),
    reason: z.string().describe("What happened to the file since the dream read it, for people."),
    live_path: z.string().nullable().describe("Where it is now; null when it is gone."),
    live_sha256: ContentSha256.nullable().describe("SHA-256 of its text now; null when it is gone."),
    live_content: z.string().nullable().describe("Its text now; null when it is gone, or with `include_texts=false`."),
    merged_content: z
      .string()
      .nullable()
      .describe("What taking all open hunks would write; null with a conflict, or with `include_texts=false`."),
  })
  .meta({ id: "DreamDrift", description: "How the store moved on since the dream read a file." });

const DiffFile = z
  .strictObject({
    path: z.string().describe("Where the file would be; where it is when it would be removed."),
    from_path: z.string().nullable().describe("Where a moved file was."),
    operation: FileOperation,
    memory_id: MemoryId.nullable().describe(
      "The memory in the input store; of an added file the one that it will be, where that is known already, else null.",
    ),
    base_sha256: ContentSha256.nullable().describe("SHA-256 of the text that the dream read; null for an added file."),
    proposed_sha256: ContentSha256.nullable().describe("SHA-256 of the proposed text; null for a removed file."),
    base_content: z
      .string()
      .nullable()
      .describe("The text that the dream read; null for an added file, or with `include_texts=false`."),
    proposed_content: z
      .string()
      .nullable()
      .describe("The proposed text; null for a removed file, or with `include_texts=false`."),
    decision: FileDecision,
    adopted_version_id: VersionId.nullable().describe("The version that adopting wrote last; null unless adopted."),
    finding_ids: z.array(FindingId).describe("The findings behind the file's changes."),
    written_by: z
      .array(
        z.strictObject({
          actor: ActorResource.describe("The agent."),
          writes: z.int().min(1).describe("How often it wrote."),
          last_written_at: Timestamp,
        }),
      )
      .describe("In a proposal of origin `writes`: who wrote the file, who did so last first."),
    lines_added: z.int().min(0).describe("New lines."),
    lines_removed: z.int().min(0).describe("Lines that would go."),
    drift: Drift.nullable().describe(
      "Null while the store holds the file as the dream read it, and once it is decided.",
    ),
    hunks: z.array(Hunk).describe("The changes, in the order of lines; a `move` comes first."),
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
  include_texts: booleanParam(true).describe("Texts and lines of hunks; `false` keeps a large diff small."),
  paths: z.array(z.string()).optional().describe("Only these files; all unless set."),
});

const total = (what: string) => z.int().min(0).describe(what);
const DiffTotals = z
  .strictObject({
    files: total("Files with an open hunk."),
    hunks: total("Open hunks: pending ones, and with `include_decided` those left out."),
    conflicts: total("Open hunks that conflict with the store's newer state."),
    already_there: total("Open hunks that the store holds by now."),
    files_removed: total("Files that would go."),
  })
  .meta({ id: "DreamDiffTotals", description: "What is open, counted over the whole proposal." });

export const DreamDiffResource = z
  .strictObject({
    type: z.literal("dream_diff"),
    dream_id: DreamId,
    memory_store_id: StoreId,
    origin: z
      .enum(["dream", "writes"])
      .describe("`dream`: an engine proposes it. `writes`: agents wrote it, and the store's policy has it wait."),
    proposal_sha256: ContentSha256.nullable().describe(
      "Null until there is a proposal, and while the checks on the newest write are at work; pass it to adopt.",
    ),
    review: ReviewResource,
    totals: DiffTotals,
    checks: z
      .array(CheckResource)
      .describe("The checks on the whole proposal; empty for one from before there were any."),
    files: z.array(DiffFile).describe("What would change: files that would go first, then by path."),
    findings: z.array(FindingResource).describe("Why, and what was seen and left alone."),
    ...EngineReportResource.shape,
  })
  .meta({ id: "DreamDiff", description: "A dream's proposal against the state that it read, and against the store." });
export type DreamDiffResource = z.infer<typeof DreamDiffResource>;

const Choice = z.enum(["accept", "reject"]);

const Resolution = z.strictObject({
  live_sha256: ContentSha256.nullable().describe("Of the store's text that was seen; null: there was no file."),
  content: z.string().nullable().describe("What the file shall hold; null: there shall be no file."),
});

const ResolutionsByPath = z.record(z.string(), Resolution);
export type Resolutions = z.infer<typeof ResolutionsByPath>;

export const AdoptDreamBody = z.strictObject({
  proposal_sha256: ContentSha256.describe("Of the diff that was seen: other bytes are refused."),
  files: z
    .record(z.string(), Choice)
    .optional()
    .describe(
      "By path: every open hunk of the file. What no choice names is left out, or taken when all choices are `reject`.",
    ),
  hunks: z.record(z.string(), Choice).optional().describe("By id of the hunk; goes before `files`."),
  edits: z
    .record(z.string(), z.string())
    .optional()
    .describe("By path: the text to write instead of the proposed one; takes the file's open hunks."),
  resolutions: ResolutionsByPath.optional().describe(
    "By path: how a conflict ends. Refused when the store's text is not the one that was seen.",
  ),
  paths: z
    .array(z.string())
    .min(1, "paths must name at least one file; leave it out to adopt all")
    .optional()
    .describe("Short for `files` with `accept` for each."),
  confirm_deletions: z.boolean().optional().describe("Says that more than 10 % of the store's files or bytes may go."),
});
export type AdoptDreamBody = z.infer<typeof AdoptDreamBody>;

export const RejectDreamBody = z.object({
  reason: z.string().max(4_096).nullish().describe("Why; kept with the review, at most 4,096 characters."),
  hunks: z
    .array(z.string())
    .min(1, "hunks must name at least one hunk; leave it out to reject all")
    .optional()
    .describe("Only these hunks, by id; the others go on waiting."),
});

export const UseOutputBody = z.strictObject({
  proposal_sha256: ContentSha256.describe("Of the diff that was seen: other bytes are refused."),
});

export const AdoptionParams = z.object({ adoption_id: AdoptionId });

const AdoptionFile = z.strictObject({
  memory_id: MemoryId,
  operation: z.enum(["created", "modified", "deleted"]).describe("What happened to the memory."),
  path: z.string().nullable().describe("Where it was written; null when its version was redacted."),
  before_version_id: VersionId.nullable().describe("What was live before; null for a new memory."),
  memory_version_id: VersionId.describe("What the adoption wrote."),
  hunk_ids: z.array(z.string()).describe("The hunks of the proposal behind it."),
  finding_ids: z.array(FindingId).describe("The findings behind these."),
  is_edited: z.boolean().describe("Whether a person wrote the text by hand."),
  undo_version_id: VersionId.nullable().describe(
    "What the undo wrote; null without one, or when there was nothing to write.",
  ),
});

export const AdoptionResource = z
  .strictObject({
    id: AdoptionId,
    type: z.literal("adoption"),
    dream_id: DreamId,
    memory_store_id: StoreId,
    is_automatic: z.boolean().describe("By the store's policy, without a person."),
    created_at: Timestamp,
    created_by: ActorResource.describe("Who adopted."),
    undone_at: Timestamp.nullable().describe("Null while it stands."),
    undone_by: ActorResource.nullable().describe("Who took it back."),
    files: z.array(AdoptionFile).describe("The versions that it wrote."),
  })
  .meta({ id: "Adoption", description: "What a review brought into a store, in one transaction." });
export type AdoptionResource = z.infer<typeof AdoptionResource>;

export const UndoAdoptionBody = z.strictObject({
  resolutions: ResolutionsByPath.optional().describe(
    "By the path that the adoption wrote: how a conflict with a later change ends.",
  ),
});
