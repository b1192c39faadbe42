import type { Finding, LineOrigin, ProposedFile } from "@/lib/engines/types";
import type { CheckLevel, CheckName } from "@/lib/proposals/schema";

/** A memory of the snapshot. Without `origins` no line of it counts as a person's. */
export type CheckedMemory = { path: string; content: string; origins?: LineOrigin[] };

export type CheckInput = {
  /** The whole snapshot, in any order. */
  memories: CheckedMemory[];
  /** What differs from it, in any order. */
  files: ProposedFile[];
  findings: Finding[];
  /** Most memories that the store may hold. */
  memoriesMax: number;
};

/**
 * A place that a check names, as anchors of findings do: `path` is the snapshot's with side `base`, the proposal's with side
 * `proposed`. `line` counts from 1; 0 means the file as a whole, or its path.
 */
export type CheckItem = { path: string; side: "base" | "proposed"; line: number; message: string };

/** `count` is how many places there are; `items` holds the first 200 of them, by path and line. */
export type Check = { check: CheckName; level: CheckLevel; summary: string; count: number; items: CheckItem[] };

/** A changed line that makes its hunk off by default, with the words. Line 0: the new path itself is why. */
export type LineWarning = CheckItem & { check: CheckName };

export type ProposalChecks = { checks: Check[]; warnings: LineWarning[] };
