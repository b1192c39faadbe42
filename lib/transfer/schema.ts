import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";
import { ContentSha256, PathPrefix } from "@/lib/memories/schema";
import { VersionResource } from "@/lib/versions/schema";

export const ExportFormat = z.enum(["zip", "jsonl", "git"], { error: "format must be zip, jsonl or git" });
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportStoreQuery = z.object({
  format: ExportFormat.default("zip").describe(
    "`zip`: the files as they are; `jsonl`: every version; `git`: every version for `git fast-import`.",
  ),
  path_prefix: PathPrefix.optional().describe(
    "Only memories that are below this folder, such as `/notes/`; of a deleted memory its last place counts. " +
      "A memory comes with its whole history, also from before it was moved here.",
  ),
});

export const ImportFormat = z.enum(["zip", "jsonl"], { error: "format must be zip or jsonl" });
export type ImportFormat = z.infer<typeof ImportFormat>;

export const OnConflict = z.enum(["fail", "skip", "overwrite", "rename"], {
  error: "on_conflict must be fail, skip, overwrite or rename",
});
export type OnConflict = z.infer<typeof OnConflict>;

export const ImportStoreQuery = z.object({
  dry_run: booleanParam(false).describe("`true`: tell what would be done, write nothing."),
  on_conflict: OnConflict.default("fail").describe(
    "What happens to a file whose path has another content in the store, or cannot be there because a path is a file " +
      "or a folder, not both. `fail`: nothing is imported (409). `skip`: the memory stays. `overwrite`: the memory gets " +
      "the file's content as a new version; nothing is ever deleted, so a file against a folder is still a 409. " +
      "`rename`: the file goes to the next free path, such as `/notes-2.md`.",
  ),
  format: ImportFormat.optional().describe("Of the body; found from its content type or first bytes when left out."),
  history: booleanParam(false).describe(
    "`true` (jsonl into a store without any history): every version is replayed, not only the last of each memory.",
  ),
});

/** Format of the files that an export makes; raised when an older server could misread them. */
export const EXPORT_FORMAT_VERSION = 1;

const ExportedStore = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  metadata: z.record(z.string(), z.string()),
});

export const ManifestFile = z.object({
  path: z.string(),
  entry: z.string(),
  memory_id: z.string(),
  memory_version_id: z.string(),
  content_sha256: ContentSha256,
  content_size_bytes: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
  updated_by: ActorResource.nullable(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/** `manifest.json` of a zip file. */
export const Manifest = z.object({
  type: z.literal("memory_store_export"),
  format: z.literal("zip"),
  format_version: z.literal(EXPORT_FORMAT_VERSION),
  store: ExportedStore,
  path_prefix: z.string().nullable(),
  last_changed_at: Timestamp,
  files: z.array(ManifestFile),
  left_out: z.array(z.object({ path: z.string(), memory_id: z.string(), reason: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** First line of a JSONL file. */
export const JsonlHeader = z.object({
  type: z.literal("memory_store_export"),
  format: z.literal("jsonl"),
  format_version: z.literal(EXPORT_FORMAT_VERSION),
  store: ExportedStore,
  path_prefix: z.string().nullable(),
  last_changed_at: Timestamp,
});
export type JsonlHeader = z.infer<typeof JsonlHeader>;

/** A line between the first and the last of a JSONL file. */
export const JsonlVersion = z.object({
  ...VersionResource.pick({
    type: true,
    operation: true,
    path: true,
    content: true,
    created_at: true,
    redacted_at: true,
  }).shape,
  id: z.string(),
  memory_id: z.string(),
  content_sha256: ContentSha256.nullable(),
});
export type JsonlVersion = z.infer<typeof JsonlVersion>;

/** Last line of a JSONL file: the hash is over all bytes before this line. */
export const JsonlFooter = z.object({
  type: z.literal("memory_store_export_end"),
  version_count: z.int(),
  memory_count: z.int(),
  sha256: ContentSha256,
});
export type JsonlFooter = z.infer<typeof JsonlFooter>;

export const ImportOperation = z
  .enum(["created", "modified", "unchanged", "skipped", "conflict", "renamed"])
  .describe(
    "What became of the file, or would. `renamed`: created at another path; `skipped`: left out for the `reason`; " +
      "`conflict`: in a dry run only, for otherwise nothing is imported.",
  );
export type ImportOperation = z.infer<typeof ImportOperation>;

export const ImportedFile = z.strictObject({
  path: z.string().describe("Where the content is, or would be, in the store."),
  operation: ImportOperation,
  file_path: z.string().nullable().describe("The path in the file, where that is another one; else null."),
  memory_id: MemoryId.nullable().describe("Null when nothing was written and nothing was there."),
  memory_version_id: VersionId.nullable().describe("The version that holds the content now, or null."),
  sha256: ContentSha256.nullable().describe("Of the file's content; null when that was redacted."),
  reason: z.string().optional().describe("Why it is skipped, renamed or a conflict."),
});
export type ImportedFile = z.infer<typeof ImportedFile>;

export const IMPORTED_FILES_SHOWN_MAX = 1_000;

export const ImportResource = z
  .strictObject({
    type: z.literal("memory_import"),
    memory_store_id: StoreId,
    dry_run: z.boolean().describe("True: nothing was written."),
    format: ImportFormat.describe("What the body was read as."),
    counts: z
      .strictObject({
        created: z.int().describe("New memories at the file's own path."),
        modified: z.int().describe("Memories that got a new version with the file's content."),
        unchanged: z.int().describe("Equal content was there: no version."),
        skipped: z.int().describe("Left as they were, by `on_conflict=skip` or because the text was redacted."),
        conflicts: z.int().describe("Of a dry run; otherwise a conflict is a 409 and nothing is written."),
        renamed: z.int().describe("Created at another path than the file names."),
      })
      .describe("Files."),
    files: z.array(ImportedFile).describe("In the order of paths, the first 1,000."),
    truncated: z.boolean().describe("Whether `files` leaves some out; `counts` has them all."),
    history: z
      .strictObject({
        versions_written: z.int().describe("Versions replayed; in a dry run those that would be."),
        versions_left_out: z.int().describe("Redacted ones: their content is not known."),
        attribution: z
          .literal("file_only")
          .describe(
            "The versions are the importer's, of the time of the import; the original authors are in the file.",
          ),
      })
      .nullable()
      .describe("Null unless `history=true`."),
  })
  .meta({ id: "MemoryImport", description: "What an import did, or would do, file by file." });
export type ImportResource = z.infer<typeof ImportResource>;
