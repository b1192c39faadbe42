import { AppError } from "@/lib/core/errors";
import type { DreamRow } from "@/lib/dreams/repository";

export const nothingToAdopt = (): AppError =>
  new AppError(
    "invalid_request",
    "Nothing is chosen that is open: name hunks or files that wait or were left out, by `hunks` or `files`.",
  );

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
  if (dream.reviewStatus === "superseded") {
    throw new AppError("invalid_request", `The store holds all of what dream ${dream.id} proposes by now.`);
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
