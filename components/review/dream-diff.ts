import type { DreamDiffResource } from "@/lib/proposals/schema";

/** `GET /v1/dreams/{id}/diff`, and its parts. */
export type DreamDiff = DreamDiffResource;
export type DiffFile = DreamDiff["files"][number];
export type DiffHunk = DiffFile["hunks"][number];
export type DiffFinding = DreamDiff["findings"][number];
