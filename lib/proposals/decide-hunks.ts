import type { FileDecisionRow, ProposedFileRow } from "./repository";
import type { HunkDecision } from "./schema";

type Decided = Pick<ProposedFileRow, "adoptedHunks" | "rejectedHunks">;

/** A file of a proposal with what was decided about its hunks. */
export type DecidedFile = Decided & Pick<ProposedFileRow, "path" | "adoptedVersionId"> & { hunks: { id: string }[] };

/** What became of a hunk. `waits` is false once a person has ended the review. */
export function hunkDecision(file: Decided, hunkId: string, waits: boolean): HunkDecision {
  if (file.adoptedHunks.includes(hunkId)) return "adopted";
  if (file.rejectedHunks.includes(hunkId)) return "rejected";
  return waits ? "pending" : "left_out";
}

/** Hunks that nobody has decided on for good: those that wait, and those left out earlier. */
export function openHunks(file: Decided & { hunks: { id: string }[] }): string[] {
  return file.hunks.map(({ id }) => id).filter((id) => hunkDecision(file, id, true) === "pending");
}

/** What became of the file as a whole: it waits as long as a hunk does, and is adopted when some of it was. */
export function decideFile(file: DecidedFile, waits: boolean): FileDecisionRow {
  const { path, adoptedVersionId, adoptedHunks, rejectedHunks } = file;
  const decisions = new Set(file.hunks.map(({ id }) => hunkDecision(file, id, waits)));
  const order = ["pending", "adopted", "left_out"] as const;
  const decision = order.find((each) => decisions.has(each)) ?? "rejected";
  return { path, decision, adoptedVersionId, adoptedHunks, rejectedHunks };
}
