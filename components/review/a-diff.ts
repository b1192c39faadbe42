import type { DiffFile, DiffFinding, DiffHunk, DreamDiff } from "./dream-diff";

type Loose<T> = { [Key in keyof T]?: unknown };

// The ids of fixtures are short plain words where real ones are branded: hence the casts.

export const aHunk = (id: string, rest: Loose<DiffHunk> = {}) =>
  ({
    id,
    kind: "text",
    base_start: 1,
    base_lines: 1,
    proposed_start: 1,
    proposed_lines: 1,
    lines: ["-a", "+b"],
    finding_ids: ["f1"],
    decision: "pending",
    is_on: true,
    warnings: [],
    drift: "none",
    ...rest,
  }) as DiffHunk;

export const aFile = (path: string, hunks: DiffHunk[], rest: Loose<DiffFile> = {}) =>
  ({
    path,
    from_path: null,
    operation: "modified",
    memory_id: "mem_1",
    base_sha256: null,
    proposed_sha256: null,
    base_content: null,
    proposed_content: null,
    decision: "pending",
    adopted_version_id: null,
    finding_ids: [],
    written_by: [],
    lines_added: 1,
    lines_removed: 1,
    drift: null,
    hunks,
    ...rest,
  }) as DiffFile;

export const aReason = (id: string, rest: Loose<DiffFinding> = {}) =>
  ({
    id,
    kind: "merge",
    state: "proposed",
    reason: null,
    rationale: `why ${id}`,
    confidence: 1,
    evidence: [],
    sources: [],
    paths: [],
    suggestion: [],
    ...rest,
  }) as DiffFinding;

export const aDiff = (files: DiffFile[], findings: DiffFinding[] = [aReason("f1"), aReason("f2")]) =>
  ({ files, findings }) as DreamDiff;
