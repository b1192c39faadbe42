import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { DreamId, MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { Metadata } from "@/lib/core/metadata";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { parseTime, Timestamp, TimestampParam } from "@/lib/core/time";
import { MemoryPath } from "@/lib/memories/path";
import { ContentSha256, PathPrefix, View } from "@/lib/memories/schema";
import { StoreDescription, StoreName } from "@/lib/stores/schema";

export const HistoryPoint = z
  .string({ error: "must be a version (memver_…) or an RFC 3339 time such as 2026-10-21T09:30:00Z" })
  .max(256, "must be a version (memver_…) or an RFC 3339 time such as 2026-10-21T09:30:00Z")
  .refine((text) => text.startsWith("memver_") || parseTime(text) !== null, {
    error: ({ input }) =>
      String(input).startsWith("memstore_")
        ? "must be a version or a time; to compare with another store, name it as to_store"
        : "must be a version (memver_…) or an RFC 3339 time such as 2026-10-21T09:30:00Z",
  });

export const ChangeOperation = z
  .enum(["added", "modified", "moved", "removed"])
  .describe("What happened to the file from the older to the newer side; a moved one may have another text too.");
export type ChangeOperation = z.infer<typeof ChangeOperation>;

const PointResource = z
  .strictObject({
    memory_store_id: StoreId,
    memory_version_id: VersionId.nullable().describe("The version that was named; null when a time was."),
    time: Timestamp.nullable().describe("The moment, or when the version was written; null: as it is now."),
  })
  .meta({ id: "HistoryPoint", description: "A moment of a store's history, or one version of a memory." });
export type PointResource = z.infer<typeof PointResource>;

const CountsResource = z
  .strictObject({
    added: z.int().describe("Files that came."),
    modified: z.int().describe("Files with another text at the same path."),
    moved: z.int().describe("Files at another path, with the same text or another."),
    removed: z.int().describe("Files that went."),
  })
  .meta({ id: "ChangeCounts", description: "All files that differ, not only those that are listed." });

export const GetStoreDiffQuery = z.object({
  from: HistoryPoint.optional().describe(
    "The older side: a time (the whole store at that moment) or a version (that one memory's file). Required, unless `to_store` is given: then left out means now.",
  ),
  to: HistoryPoint.optional().describe("The newer side, a time or a version of the same memory; left out: now."),
  to_store: StoreId.optional().describe(
    "Compares with another store: `to` is then a moment of that store. Files are paired by path; a file that left and one that came with the same text are a move, where only one of each has that text.",
  ),
  path_prefix: PathPrefix.optional().describe("Only files with either path below it; for whole stores."),
  limit: limitParam(100, 20).describe("Files per page, 1 to 100. A page ends earlier when its texts exceed 2 MiB."),
  page: PageParam,
});

const HunkResource = z
  .strictObject({
    base_start: z.int().describe("First line in the older text, from 1; of an empty side the line it follows."),
    base_lines: z.int().describe("Lines of the older text in this hunk."),
    proposed_start: z.int().describe("First line in the newer text, from 1."),
    proposed_lines: z.int().describe("Lines of the newer text in this hunk."),
    lines: z
      .array(z.string())
      .describe(
        "Each with a leading space (kept), `-` (removed) or `+` (added), split at LF; `\\ No newline at end of file` follows a line without one.",
      ),
  })
  .meta({ id: "MemoryDiffHunk", description: "One run of changed lines with up to three unchanged ones around it." });

const SIDES = {
  operation: ChangeOperation,
  path: z.string().nullable().describe("Where the file is, or was when removed; null when only redaction knows."),
  from_path: z.string().nullable().describe("Where a moved file was; otherwise null."),
  memory_id: MemoryId.describe("Of the newer side; of the older one when removed."),
  from_version_id: VersionId.nullable().describe("Null when added."),
  to_version_id: VersionId.nullable().describe("Null when removed."),
  from_sha256: ContentSha256.nullable().describe("Hash of the older text; null when added or redacted."),
  to_sha256: ContentSha256.nullable().describe("Hash of the newer text; null when removed or redacted."),
};

const DiffFileResource = z
  .strictObject({
    ...SIDES,
    redacted: z.boolean().describe("One of the two texts was redacted: the file differs, but how is not known."),
    added_lines: z.int().nullable().describe("Null when redacted."),
    removed_lines: z.int().nullable().describe("Null when redacted."),
    hunks: z.array(HunkResource).describe("Empty when only the path differs, and when redacted."),
    patch: z
      .string()
      .nullable()
      .describe("For `git apply` or `patch -p1`; the patches of all files in a row are one patch. Null when redacted."),
  })
  .meta({ id: "MemoryDiffFile", description: "One file that differs, with its changed lines." });

export const MemoryDiffResource = z
  .strictObject({
    type: z.literal("memory_diff"),
    from: PointResource.describe("The older side."),
    to: PointResource.describe("The newer side."),
    summary: CountsResource,
    files: z.array(DiffFileResource).describe("By path, ascending bytes."),
    next_page: z.string().nullable().describe("Null at the end."),
  })
  .meta({ id: "MemoryDiff", description: "What differs between two points of history, one page of files." });
export type MemoryDiffResource = z.infer<typeof MemoryDiffResource>;

/** A text may have 102,400 lines, and an answer for one takes 300 bytes. */
const BLAME_LINES_MAX = 5_000;

export const GetBlameQuery = z.object({
  version_id: VersionId.optional().describe("As of that version of the memory; left out: as it is now."),
  limit: limitParam(BLAME_LINES_MAX, BLAME_LINES_MAX).describe(`Lines per page, 1 to ${BLAME_LINES_MAX}.`),
  page: PageParam,
});

const BlameLineResource = z
  .strictObject({
    line: z.int().describe("From 1."),
    text: z.string().describe("With its line end: all texts in a row are the file, byte for byte."),
    version_id: VersionId.describe("The version that brought the line, across renames."),
    created_at: Timestamp.describe("When that version was written."),
    created_by: ActorResource.nullable().describe("Who wrote that version."),
    session_id: z.string().nullable().describe("The session that wrote it, or null."),
    dream_id: DreamId.nullable().describe("The dream that wrote it, itself or by its adoption, or null."),
    after_redaction: z
      .boolean()
      .describe("Versions just before were redacted: the line may have come with one of them."),
  })
  .meta({ id: "MemoryBlameLine", description: "One line and the version that brought it." });

export const BlameResource = z
  .strictObject({
    type: z.literal("memory_blame"),
    memory_id: MemoryId,
    memory_store_id: StoreId,
    path: z.string().describe("The memory's path in that version."),
    memory_version_id: VersionId.describe("The version whose lines these are."),
    lines: z.array(BlameLineResource).describe("In the file's order, one page of them."),
    complete: z
      .boolean()
      .describe("False when the 10 seconds ended first: lines of the oldest version that was read may be older."),
    next_page: z.string().nullable().describe("Of the same version, whatever was written since. Null at the end."),
  })
  .meta({ id: "MemoryBlame", description: "Where each line of a memory's text came from." });
export type BlameResource = z.infer<typeof BlameResource>;

export const ListStateQuery = z.object({
  time: TimestampParam.optional().describe("The moment; left out or in the future: as it is now."),
  path_prefix: PathPrefix.optional().describe("Matches whole segments, such as `/notes/`; leaves redacted states out."),
  view: View.default("basic"),
  limit: limitParam(100, 20).describe("Items per page, 1 to 100; with `view=full` at most 20."),
  page: PageParam,
});

export const MemoryStateResource = z
  .strictObject({
    type: z.literal("memory_state"),
    memory_id: MemoryId.describe("The memory may have been changed, moved or deleted since."),
    memory_store_id: StoreId,
    memory_version_id: VersionId.describe("The version in force at that moment."),
    path: z.string().nullable().describe("Null when redacted; such states come last."),
    content: z.string().nullable().describe("Null in `basic` view and when redacted."),
    content_sha256: ContentSha256.nullable().describe("Null when redacted."),
    content_size_bytes: z.int().nullable().describe("UTF-8 length; null when redacted."),
    updated_at: Timestamp.describe("When that version was written."),
    redacted: z.boolean().describe("Path and text of that version were removed since."),
  })
  .meta({ id: "MemoryState", description: "A memory as it was at a moment." });
export type MemoryStateResource = z.infer<typeof MemoryStateResource>;

export const RestoreStoreBody = z
  .object({
    to: HistoryPoint.describe(
      "Where to go back to: a time, or a version (then with `memory_id`). `undo_to` of a restore undoes it.",
    ),
    memory_id: MemoryId.nullish().describe("Only this memory; a deleted one comes back at its path, with a new id."),
    path: MemoryPath.nullish().describe("Only the file that was at this path then."),
    dry_run: z.boolean().nullish().describe("True: says what would change and writes nothing."),
    limit: z
      .int()
      .min(1)
      .max(1_000, "limit must be a whole number from 1 to 1000")
      .nullish()
      .describe("Changes in the answer, 1 to 1,000 (default 100); all are made."),
  })
  .refine((body) => !(body.memory_id && body.path), "give memory_id or path, not both")
  .meta({ examples: [{ to: "2026-10-21T09:30:00Z", dry_run: true }] });

export const RestoreResource = z
  .strictObject({
    type: z.literal("memory_restore"),
    memory_store_id: StoreId,
    to: PointResource.describe("Where the store, or the file, went back to."),
    dry_run: z.boolean().describe("True: nothing was written."),
    summary: CountsResource,
    changes: z
      .array(
        z
          .strictObject({
            ...SIDES,
            memory_id: MemoryId.nullable().describe("Null in a dry run for a memory that would be created."),
            to_version_id: VersionId.nullable().describe("The version whose state comes back; null when removed."),
            written_version_id: VersionId.nullable().describe("The new version; null in a dry run."),
          })
          .meta({ id: "MemoryRestoreChange", description: "One file that a restore changes, and its new version." }),
      )
      .describe("By path, the first `limit`. `from` is what was there, `to` what is there now."),
    has_more: z.boolean().describe("There are more changes than listed; the diff from `undo_to` shows them all."),
    versions_written: z.int().describe("One for each change; 0 in a dry run."),
    undo_to: Timestamp.nullable().describe(
      "The moment before: restoring to it undoes this. Null when nothing was written.",
    ),
  })
  .meta({ id: "MemoryRestore", description: "What a restore changed, or would change." });
export type RestoreResource = z.infer<typeof RestoreResource>;

export const ForkStoreBody = z
  .object({
    name: StoreName,
    at: TimestampParam.nullish().describe("The moment to fork at; left out: now."),
    description: StoreDescription.nullish().describe("Left out: that of the source."),
    metadata: Metadata.nullish().describe("Left out: that of the source."),
  })
  .meta({ examples: [{ name: "Team SRE, before the dream", at: "2026-10-21T09:30:00Z" }] });
