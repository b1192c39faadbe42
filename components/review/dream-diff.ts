import type { ActorResource } from "@/lib/core/actor";

export type DiffHunk = {
  id: string;
  base_start: number;
  base_lines: number;
  proposed_start: number;
  proposed_lines: number;
  lines: string[];
  finding_ids: string[];
};

export type DiffFile = {
  path: string;
  from_path: string | null;
  operation: "added" | "modified" | "moved" | "removed";
  memory_id: string | null;
  base_sha256: string | null;
  proposed_sha256: string | null;
  base_content: string | null;
  proposed_content: string | null;
  decision: "pending" | "adopted" | "left_out" | "rejected";
  adopted_version_id: string | null;
  finding_ids: string[];
  hunks: DiffHunk[];
};

export type DiffFinding = {
  id: string;
  kind: "merge" | "mistake" | "organise";
  rationale: string;
  confidence: number;
  evidence: { session_id: string; event_id: string; quote: string }[];
  sources: { path: string; line: number; text: string }[];
  paths: string[];
};

export type DiffReview = {
  status: "none" | "waiting" | "adopted" | "rejected" | "unchanged";
  reviewed_at: string | null;
  reviewed_by: ActorResource | null;
  reason: string | null;
  adopted_paths: string[];
  left_out_paths: string[];
};

/** `GET /v1/dreams/{id}/diff`. */
export type DreamDiff = {
  type: "dream_diff";
  dream_id: string;
  memory_store_id: string;
  proposal_sha256: string | null;
  review: DiffReview;
  files: DiffFile[];
  findings: DiffFinding[];
};
