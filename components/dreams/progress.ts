import { plural } from "@/components/ui/number-text";
import type { ProgressResource } from "@/lib/dreams/present";
import type { DreamStatus } from "./dream-item";

/** What the stream of a dream's progress sends: everything each time, so nothing is lost by reconnecting. */
export type WireProgress = ProgressResource;

export type StepState = "waiting" | "running" | "done" | "failed";

export type ProgressStage = { id: string; label: string; state: StepState; count: string | null };

const STAGES = [
  { id: "queued", label: "Waiting for a worker" },
  { id: "snapshot", label: "Snapshot of the store" },
  { id: "reading", label: "Reading transcripts" },
  { id: "consolidating", label: "Consolidating" },
  { id: "writing", label: "Writing the proposal" },
];

export function isFinal(status: DreamStatus): boolean {
  return status === "completed" || status === "failed" || status === "canceled";
}

/** The stages in their order: those before the current one are done, those after it wait. */
export function toStages(
  progress: Pick<WireProgress, "dream" | "stage" | "transcripts" | "findings">,
): ProgressStage[] {
  const { dream, stage, transcripts, findings } = progress;
  const current = stage === "done" ? STAGES.length : STAGES.findIndex((each) => each.id === stage);
  const read = transcripts.filter((transcript) => transcript.status === "completed").length;
  const counts: Record<string, string> = {
    reading: `${read} of ${transcripts.length}`,
    consolidating: findings.length > 0 ? plural(findings.length, "finding") : "",
  };
  return STAGES.map((each, index) => ({
    ...each,
    state: stageState(index - current, dream.status),
    count: index <= current ? counts[each.id] || null : null,
  }));
}

function stageState(distance: number, status: DreamStatus): StepState {
  if (distance < 0 || status === "completed") return "done";
  if (distance > 0 || status === "canceled") return "waiting";
  return status === "failed" ? "failed" : "running";
}

const TASK_STATE = { pending: "waiting", running: "running", completed: "done", failed: "failed" } as const;

export function taskState(transcript: WireProgress["transcripts"][number]): StepState {
  return TASK_STATE[transcript.status];
}
