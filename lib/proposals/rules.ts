import { AppError } from "@/lib/core/errors";
import type { MemoryId } from "@/lib/core/ids";
import type { DreamRow } from "@/lib/dreams/repository";
import type { ProposedFileRow } from "./repository";
import type { FileDecision } from "./schema";

/** A file that cannot be adopted as it was seen, and why in words. */
export type Conflict = { path: string; reason: string };

/** What the store holds now of a memory that a file was based on. */
export type LiveMemory = { id: MemoryId; path: string; contentSha256: string };

/** Whether the store still holds what the file was based on; null when it does. */
export function driftOf(file: ProposedFileRow, live: LiveMemory | undefined): Conflict | null {
  if (file.operation === "added") return null;
  const basePath = file.fromPath ?? file.path;
  if (live === undefined) return { path: file.path, reason: `${basePath} was deleted after the dream read it.` };
  if (live.path !== basePath)
    return { path: file.path, reason: `${basePath} was moved to ${live.path} after the dream read it.` };
  if (live.contentSha256 !== file.baseSha256) {
    return { path: file.path, reason: `${basePath} was changed after the dream read it.` };
  }
  return null;
}

/** Files that a person may still take: those that wait, and those that were left out earlier. */
const OPEN: ReadonlySet<FileDecision> = new Set(["pending", "left_out"]);

/**
 * The files that an adoption takes.
 * @throws AppError `invalid_request` for a path that the proposal does not hold or that was decided already
 */
export function chooseFiles(files: ProposedFileRow[], paths: string[] | undefined): ProposedFileRow[] {
  if (paths === undefined) return files.filter((file) => file.decision === "pending");
  const byPath = new Map(files.map((file) => [file.path, file]));
  return [...new Set(paths)].map((path) => {
    const file = byPath.get(path);
    if (file === undefined) {
      throw new AppError("invalid_request", `paths names ${path}, which this proposal does not change.`);
    }
    if (!OPEN.has(file.decision)) throw new AppError("invalid_request", `${path} was ${file.decision} before.`);
    return file;
  });
}

/**
 * Whether a person may decide on the dream's proposal now.
 * @throws AppError `invalid_request` when there is nothing to decide
 */
export function requireReviewable(dream: Pick<DreamRow, "id" | "status" | "reviewStatus">): void {
  if (dream.status !== "completed") {
    throw new AppError(
      "invalid_request",
      `Dream ${dream.id} is ${dream.status}: only a completed dream can be reviewed.`,
    );
  }
  if (dream.reviewStatus === "none" || dream.reviewStatus === "unchanged") {
    throw new AppError("invalid_request", `Dream ${dream.id} proposes no change, so there is nothing to decide.`);
  }
  if (dream.reviewStatus === "rejected") {
    throw new AppError("invalid_request", `Dream ${dream.id} was rejected; run a new dream to get a new proposal.`);
  }
}

/** @throws AppError `conflict` when the caller saw another proposal */
export function requireSeen(dream: Pick<DreamRow, "proposalSha256">, seenSha256: string): void {
  if (dream.proposalSha256 !== seenSha256) {
    throw new AppError(
      "conflict",
      "proposal_sha256 is not the hash of this dream's proposal: read the diff again and adopt what it shows.",
    );
  }
}
