import type { DreamRow } from "@/lib/dreams/repository";
import type { MemoryRow } from "@/lib/memories/repository";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import type { ProposedFileRow } from "./repository";

/** The memory's file in the proposal once it is written so; null when the store would stay as it is. */
export function fileAfter(
  dream: DreamRow,
  before: ProposedFileRow | null,
  write: MemoryWrite,
  row: MemoryRow,
): ProposedFileRow | null {
  const base = before === null ? baseOf(write) : baseOfFile(before);
  const wanted = write.operation === "deleted" ? null : { path: row.path, sha256: row.contentSha256 };
  const operation = operationOf(base, wanted);
  if (operation === null) return null;
  return {
    dreamId: dream.id,
    workspaceId: dream.workspaceId,
    path: (wanted ?? base)?.path ?? row.path,
    operation,
    fromPath: operation === "moved" ? (base?.path ?? null) : null,
    memoryId: row.id,
    baseSha256: base?.sha256 ?? null,
    proposedSha256: wanted?.sha256 ?? null,
    decision: "pending",
    adoptedVersionId: null,
    adoptedHunks: [],
    rejectedHunks: [],
    offHunks: [],
  };
}

/** A file by its place and the hash of its text; null: there is none. */
type Place = { path: string; sha256: string } | null;

const baseOf = (write: MemoryWrite): Place =>
  write.operation === "created" ? null : { path: write.memory.path, sha256: write.memory.contentSha256 };

const baseOfFile = ({ path, fromPath, baseSha256 }: ProposedFileRow): Place =>
  baseSha256 === null ? null : { path: fromPath ?? path, sha256: baseSha256 };

function operationOf(base: Place, wanted: Place): ProposedFileRow["operation"] | null {
  if (base === null) return wanted === null ? null : "added";
  if (wanted === null) return "removed";
  if (base.path !== wanted.path) return "moved";
  return base.sha256 === wanted.sha256 ? null : "modified";
}
