import { drawQuestions } from "@/lib/wake/draw-questions";
import { runWakeTest, type WakeTest, type WakeTestInput } from "@/lib/wake/run-wake-test";
import { findEngine } from "./registry";
import type {
  ConsolidateInput,
  DreamEngine,
  EngineMemory,
  EngineTranscript,
  Proposal,
  TranscriptReport,
} from "./types";

/** Work that may run in another thread: plain data in, plain data out. */
export type EngineTask = { id: number } & (
  | {
      type: "read";
      modelId: string;
      /** Names the snapshot; `memories` is left out when the thread holds it from the task before. */
      snapshot: string;
      memories: EngineMemory[] | null;
      transcript: EngineTranscript;
    }
  | { type: "consolidate"; modelId: string; input: ConsolidateInput }
  /** Beside every engine: what its proposal would let an agent know. */
  | { type: "wake"; input: WakeTestInput }
);

export type EngineAnswer = { id: number } & (
  | { result: TranscriptReport | Proposal | WakeTest }
  | { error: { message: string; stack: string | undefined } }
);

/** The snapshot of the last dream: its transcripts come one after another, and engines index it once. */
let held: { snapshot: string; memories: EngineMemory[] } | null = null;

function engineOf(modelId: string): DreamEngine {
  const engine = findEngine(modelId);
  if (engine === null) throw new Error(`no engine serves ${modelId}`);
  return engine;
}

function run(task: EngineTask): TranscriptReport | Proposal | WakeTest {
  if (task.type === "wake") return runWakeTest(task.input);
  const engine = engineOf(task.modelId);
  if (task.type === "consolidate") return engine.consolidate(task.input);
  if (task.memories !== null) held = { snapshot: task.snapshot, memories: task.memories };
  if (held?.snapshot !== task.snapshot) throw new Error("the snapshot was not sent to this thread");
  const report = engine.readTranscript({ transcript: task.transcript, memories: held.memories });
  return { ...report, questions: drawQuestions(task.transcript) };
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
