import type { DreamId, MemoryId, WorkspaceId } from "@/lib/core/ids";
import type { ProposedFileRow } from "./repository";
import type { FileOperation } from "./schema";

/** A file by its place and the hash of its text; null: there is none. */
export type Place = { path: string; sha256: string } | null;

export type ProposedRow = {
  dreamId: DreamId;
  workspaceId: WorkspaceId;
  memoryId: MemoryId | null;
  /** What the store held, and what it shall hold: one of them is there. */
  base: Place;
  wanted: Place;
};

/** A file of a proposal on which nothing is decided. */
export function proposedRow({ dreamId, workspaceId, memoryId, base, wanted }: ProposedRow): ProposedFileRow {
  const operation = operationOf(base, wanted);
  return {
    dreamId,
    workspaceId,
    path: (wanted ?? base)?.path ?? "",
    operation,
    fromPath: operation === "moved" ? (base?.path ?? null) : null,
    memoryId,
    baseSha256: base?.sha256 ?? null,
    proposedSha256: wanted?.sha256 ?? null,
    decision: "pending",
    adoptedVersionId: null,
    adoptedHunks: [],
    rejectedHunks: [],
    offHunks: [],
  };
}

function operationOf(base: Place, wanted: Place): FileOperation {
  if (base === null) return "added";
  if (wanted === null) return "removed";
  return base.path === wanted.path ? "modified" : "moved";
}
