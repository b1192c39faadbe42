import { presentActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import { diffStat } from "@/lib/diff/stat";
import { unifiedPatch } from "@/lib/diff/unified-patch";
import type { View } from "@/lib/memories/schema";
import type { Point } from "./find-point";
import type { BlameLine, MemoryBlame } from "./get-blame";
import type { DiffedFile, StoreDiff } from "./get-store-diff";
import type { ListedState } from "./list-state";
import type { Restored, RestoredFile } from "./restore-store";
import type { Change } from "./rules";
import type { BlameResource, MemoryDiffResource, MemoryStateResource, PointResource, RestoreResource } from "./schema";

function presentPoint(point: Point): PointResource {
  return {
    memory_store_id: point.storeId,
    memory_version_id: point.version?.id ?? null,
    time: wireTimeOrNull(point.at),
  };
}

function presentSides(change: Change) {
  return {
    operation: change.operation,
    path: change.path,
    from_path: change.operation === "moved" ? (change.from?.path ?? null) : null,
    memory_id: change.memoryId,
    from_version_id: change.from?.versionId ?? null,
    to_version_id: change.to?.versionId ?? null,
    from_sha256: change.from?.contentSha256 ?? null,
    to_sha256: change.to?.contentSha256 ?? null,
  };
}

function presentFile({ change, hunks }: DiffedFile): MemoryDiffResource["files"][number] {
  const sides = presentSides(change);
  if (hunks === null) {
    return { ...sides, redacted: true, added_lines: null, removed_lines: null, hunks: [], patch: null };
  }
  const { addedLines, removedLines } = diffStat(hunks);
  const patch = unifiedPatch({ fromPath: change.from?.path ?? null, toPath: change.to?.path ?? null, hunks });
  return { ...sides, redacted: false, added_lines: addedLines, removed_lines: removedLines, hunks, patch };
}

export function presentStoreDiff(diff: StoreDiff): MemoryDiffResource {
  return {
    type: "memory_diff",
    from: presentPoint(diff.from),
    to: presentPoint(diff.to),
    summary: diff.counts,
    files: diff.files.map(presentFile),
    next_page: diff.nextPage,
  };
}

function presentLine({ line, text, version, afterRedaction }: BlameLine): BlameResource["lines"][number] {
  return {
    line,
    text,
    version_id: version.id,
    created_at: wireTime(version.createdAt),
    created_by: presentActor(version.actorType, version.actorId),
    session_id: version.actorType === "session_actor" ? version.actorId : null,
    dream_id: version.dreamId,
    after_redaction: afterRedaction,
  };
}

export function presentBlame(blame: MemoryBlame): BlameResource {
  return {
    type: "memory_blame",
    memory_id: blame.memoryId,
    memory_store_id: blame.storeId,
    path: blame.path,
    memory_version_id: blame.versionId,
    lines: blame.lines.map(presentLine),
    complete: blame.isComplete,
    next_page: blame.nextPage,
  };
}

/** `content` is null in the basic view. */
export function presentState(state: ListedState, view: View): MemoryStateResource {
  return {
    type: "memory_state",
    memory_id: state.memoryId,
    memory_store_id: state.storeId,
    memory_version_id: state.versionId,
    path: state.path,
    content: view === "full" ? (state.content ?? null) : null,
    content_sha256: state.contentSha256,
    content_size_bytes: state.contentBytes,
    updated_at: wireTime(state.changedAt),
    redacted: state.redacted,
  };
}

function presentRestoredFile({ change, written }: RestoredFile): RestoreResource["changes"][number] {
  const sides = presentSides(change);
  return {
    ...sides,
    memory_id: written?.memoryId ?? (change.operation === "added" ? null : (change.from?.memoryId ?? null)),
    written_version_id: written?.versionId ?? null,
  };
}

/** Lists the first `limit` changes. */
export function presentRestore(restored: Restored, limit: number): RestoreResource {
  return {
    type: "memory_restore",
    memory_store_id: restored.storeId,
    to: presentPoint(restored.to),
    dry_run: restored.dryRun,
    summary: restored.counts,
    changes: restored.files.slice(0, limit).map(presentRestoredFile),
    has_more: restored.files.length > limit,
    versions_written: restored.files.filter(({ written }) => written !== null).length,
    undo_to: wireTimeOrNull(restored.undoTo),
  };
}
