import { Check, Circle, X } from "lucide-react";
import type { StepState } from "./progress";

const WORD: Record<StepState, string> = { waiting: "waiting", running: "running", done: "done", failed: "failed" };

/** The state of a step as a small mark; the word is read out. */
export function StepMark({ state }: { state: StepState }) {
  return (
    <span className="grid size-4 shrink-0 place-items-center" title={WORD[state]}>
      <span className="sr-only">{WORD[state]}</span>
      {state === "waiting" && <Circle size={9} aria-hidden className="text-line-strong" />}
      {state === "running" && <span className="breathe size-2.5 rounded-full bg-accent" />}
      {state === "done" && <Check size={14} aria-hidden className="text-added" />}
      {state === "failed" && <X size={14} aria-hidden className="text-removed" />}
    </span>
  );
}
