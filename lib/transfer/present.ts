import { presentActor } from "@/lib/core/actor";
import { wireTime } from "@/lib/core/time";
import type { StoreRow } from "@/lib/stores/repository";
import { presentVersion } from "@/lib/versions/present";
import type { VersionRow } from "@/lib/versions/repository";
import type { ImportResult } from "./import-store";
import type { HeadRow } from "./repository";
import {
  EXPORT_FORMAT_VERSION,
  IMPORTED_FILES_SHOWN_MAX,
  type ImportResource,
  type JsonlFooter,
  type JsonlHeader,
  type Manifest,
  type ManifestFile,
} from "./schema";

type Exported = { store: StoreRow; pathPrefix: string | undefined; lastChangedAt: Date };

const presentExported = ({ store, pathPrefix, lastChangedAt }: Exported) => ({
  store: { id: store.id, name: store.name, description: store.description, metadata: store.metadata },
  path_prefix: pathPrefix ?? null,
  last_changed_at: wireTime(lastChangedAt),
});

export function presentHeader(input: Exported): JsonlHeader {
  return {
    type: "memory_store_export",
    format: "jsonl",
    format_version: EXPORT_FORMAT_VERSION,
    ...presentExported(input),
  };
}

/** The version as the API shows it, with the dream that made it and the content that it was written over. */
export function presentVersionLine(row: VersionRow) {
  return {
    ...presentVersion(row),
    dream_id: row.dreamId,
    base_sha256: row.redactedAt === null ? row.baseSha256 : null,
  };
}

export function presentFooter(input: { versionCount: number; memoryCount: number; sha256: string }): JsonlFooter {
  return {
    type: "memory_store_export_end",
    version_count: input.versionCount,
    memory_count: input.memoryCount,
    sha256: input.sha256,
  };
}

export function presentManifestFile(head: HeadRow, version: VersionRow, entry: string): ManifestFile {
  return {
    path: head.path,
    entry,
    memory_id: head.id,
    memory_version_id: head.headVersionId,
    content_sha256: head.contentSha256,
    content_size_bytes: head.contentBytes,
    created_at: wireTime(head.createdAt),
    updated_at: wireTime(head.updatedAt),
    updated_by: presentActor(version.actorType, version.actorId),
  };
}

export function presentManifest(input: Exported, files: ManifestFile[], leftOut: Manifest["left_out"]): Manifest {
  return {
    type: "memory_store_export",
    format: "zip",
    format_version: EXPORT_FORMAT_VERSION,
    ...presentExported(input),
    files,
    left_out: leftOut,
  };
}

export function presentImport(result: ImportResult): ImportResource {
  const counts = { created: 0, modified: 0, unchanged: 0, skipped: 0, conflicts: 0, renamed: 0 };
  for (const { operation } of result.files) counts[operation === "conflict" ? "conflicts" : operation] += 1;
  return {
    type: "memory_import",
    memory_store_id: result.storeId,
    dry_run: result.dryRun,
    format: result.format,
    counts,
    files: result.files.slice(0, IMPORTED_FILES_SHOWN_MAX),
    truncated: result.files.length > IMPORTED_FILES_SHOWN_MAX,
    history: result.history && {
      versions_written: result.history.written,
      versions_left_out: result.history.leftOut,
      attribution: "file_only",
    },
  };
}
