import { findEngine } from "./registry";
import type { ConsolidateInput, EngineMemory, EngineTranscript, Proposal, TranscriptReport } from "./types";

/** Work for an engine that may run in another thread: plain data in, plain data out. */
export type EngineTask = { id: number; modelId: string } & (
  | {
      type: "read";
      /** Names the snapshot; `memories` is left out when the thread holds it from the task before. */
      snapshot: string;
      memories: EngineMemory[] | null;
      transcript: EngineTranscript;
    }
  | { type: "consolidate"; input: ConsolidateInput }
);

export type EngineAnswer = { id: number } & (
  | { result: TranscriptReport | Proposal }
  | { error: { message: string; stack: string | undefined } }
);

/** The snapshot of the last dream: its transcripts come one after another, and engines index it once. */
let held: { snapshot: string; memories: EngineMemory[] } | null = null;

function run(task: EngineTask): TranscriptReport | Proposal {
  const engine = findEngine(task.modelId);
  if (engine === null) throw new Error(`no engine serves ${task.modelId}`);
  if (task.type === "consolidate") return engine.consolidate(task.input);
  if (task.memories !== null) held = { snapshot: task.snapshot, memories: task.memories };
  if (held?.snapshot !== task.snapshot) throw new Error("the snapshot was not sent to this thread");
  return engine.readTranscript({ transcript: task.transcript, memories: held.memories });
}

/** Runs a task in this thread. */
export function answerEngineTask(task: EngineTask): EngineAnswer {
  try {
    return { id: task.id, result: run(task) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id: task.id, error: { message, stack } };
  }
}
