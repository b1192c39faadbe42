import type { VersionItem } from "@/components/versions/version-item";
import type { listVersions } from "@/lib/versions/list-versions";
import { presentVersion } from "@/lib/versions/present";

type VersionRow = Awaited<ReturnType<typeof listVersions>>["data"][number];

/** A version with what its elder neighbour in the same memory tells; `before` undefined: not known. */
export function toVersionItem(row: VersionRow, before: VersionRow | undefined): VersionItem {
  const wire = presentVersion(row);
  const isFirst = row.operation === "created";
  const bytesBefore = isFirst ? 0 : before?.contentBytes;
  const canCount = row.contentBytes !== null && bytesBefore !== null && bytesBefore !== undefined;
  return {
    id: wire.id,
    memory_id: wire.memory_id,
    operation: wire.operation,
    path: wire.path,
    content_sha256: wire.content_sha256,
    content_size_bytes: wire.content_size_bytes,
    created_at: wire.created_at,
    created_by: wire.created_by,
    redacted_at: wire.redacted_at,
    redacted_by: wire.redacted_by,
    base_sha256: row.baseSha256,
    size_delta_bytes: canCount ? (row.contentBytes ?? 0) - bytesBefore : null,
    moved_from: before?.path && row.path && before.path !== row.path ? before.path : null,
    dream_id: row.dreamId,
  };
}

/** Versions of one memory, newest first. */
export function toTimeline(rows: VersionRow[]): VersionItem[] {
  return rows.map((row, index) => toVersionItem(row, rows[index + 1]));
}
