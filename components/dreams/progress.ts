import type { DreamStatus } from "./dream-item";

export type StepState = "waiting" | "running" | "done" | "failed";

export type ProgressStage = {
  id: string;
  label: string;
  state: StepState;
  /** How much of it is done, and of how much; null where there is nothing to count. */
  done: number | null;
  total: number | null;
};

export type ProgressTranscript = {
  session_id: string;
  title: string | null;
  state: StepState;
  event_count: number | null;
  /** Failing calls that were read in it. */
  failure_count: number | null;
  error: string | null;
};

export type ProgressFinding = {
  id: string;
  kind: "merge" | "mistake" | "organise";
  rationale: string;
  confidence: number;
  evidence: { session_id: string; event_id: string; quote: string }[];
};

/** Everything that the page of a running dream shows. The stream sends it whole each time, so nothing is lost by reconnecting. */
export type DreamProgress = {
  dream_id: string;
  status: DreamStatus;
  stages: ProgressStage[];
  transcripts: ProgressTranscript[];
  findings: ProgressFinding[];
  error: { type: string; message: string } | null;
  /** When this was true. */
  at: string;
};

export function isFinal(status: DreamStatus): boolean {
  return status === "completed" || status === "failed" || status === "canceled";
}
