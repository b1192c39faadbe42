import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WakeTest, WakeTestInput } from "@/lib/wake/run-wake-test";
import { answerEngineTask, type EngineAnswer, type EngineTask } from "./engine-task";
import type { ConsolidateInput, EngineMemory, EngineTranscript, Proposal, TranscriptReport } from "./types";

type NewTask = EngineTask extends infer Task ? (Task extends EngineTask ? Omit<Task, "id"> : never) : never;
type Waiting = { resolve: (answer: EngineAnswer) => void; reject: (error: Error) => void };

/** One thread with the tasks that it has been given and the snapshot that it holds. */
class EngineThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  snapshot: string | null = null;
  isLost = false;

  constructor(file: string) {
    this.worker = new Worker(file, { name: "engine" });
    // A thread without work must not keep the process alive.
    this.worker.unref();
    this.worker.on("message", (answer: EngineAnswer) => this.settle(answer));
    this.worker.on("error", (error) => this.lose(error instanceof Error ? error : new Error(String(error))));
    this.worker.on("exit", () => this.lose(new Error("the engine's thread ended")));
  }

  get load(): number {
    return this.waiting.size;
  }

  /** An abort ends the waiting, not the work: the thread takes its next task when it is through. */
  run(task: NewTask, signal: AbortSignal): Promise<EngineAnswer> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      this.worker.ref();
      this.worker.postMessage({ ...task, id });
    });
  }

  private settle(answer: EngineAnswer): void {
    this.waiting.get(answer.id)?.resolve(answer);
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0) this.worker.unref();
  }

  /** Out of memory, for instance: whoever waits learns of it, and the next task gets a new thread. */
  private lose(error: Error): void {
    this.isLost = true;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

/** Not a literal at its place of use, or bundlers of the console would look for the file. */
const THREAD_FILE = "engine-thread.mjs";

/** Beside our bundles; when the sources run unbundled (tests, development) there is none, and the calling thread does the work. */
function threadFile(): string | null {
  if (!import.meta.url.startsWith("file:")) return null;
  const file = join(dirname(fileURLToPath(import.meta.url)), THREAD_FILE);
  return existsSync(file) ? file : null;
}

const threads: EngineThread[] = [];

/** An idle thread that holds the snapshot, an idle or new one, else the one with the least to do. */
function chooseThread(file: string, snapshot: string | null): EngineThread {
  for (const thread of [...threads]) if (thread.isLost) threads.splice(threads.indexOf(thread), 1);
  const idle = threads.filter(({ load }) => load === 0);
  const found = idle.find((thread) => thread.snapshot === snapshot) ?? idle[0];
  if (found) return found;
  if (threads.length < availableParallelism()) {
    const thread = new EngineThread(file);
    threads.push(thread);
    return thread;
  }
  return threads.reduce((least, thread) => (thread.load < least.load ? thread : least));
}

function resultOf<Result>(answer: EngineAnswer): Result {
  if ("result" in answer) return answer.result as Result;
  const error = new Error(answer.error.message);
  if (answer.error.stack !== undefined) error.stack = answer.error.stack;
  throw error;
}

/** The newest snapshot, so that the transcripts of one dream do not each load it. */
let loaded: { snapshot: string; memories: Promise<EngineMemory[]> } | null = null;

function memoriesOf({ snapshot, loadMemories }: ReadTask): Promise<EngineMemory[]> {
  if (loaded?.snapshot === snapshot) return loaded.memories;
  const memories = loadMemories();
  loaded = { snapshot, memories };
  // What failed to load is tried again by the next attempt.
  memories.catch(() => {
    if (loaded?.snapshot === snapshot) loaded = null;
  });
  return memories;
}

export type ReadTask = {
  modelId: string;
  /** Names the snapshot: a thread that holds it is not sent it again. */
  snapshot: string;
  loadMemories: () => Promise<EngineMemory[]>;
  transcript: EngineTranscript;
  signal: AbortSignal;
};

/**
 * Has an engine read a transcript, in a thread of its own where our bundles have one, so that this process goes on
 * answering. As many threads as there are cores.
 */
export async function readInThread(task: ReadTask): Promise<TranscriptReport> {
  const memories = await memoriesOf(task);
  task.signal.throwIfAborted();
  const { modelId, snapshot, transcript } = task;
  const file = threadFile();
  if (file === null) {
    return resultOf(answerEngineTask({ id: 0, type: "read", modelId, snapshot, memories, transcript }));
  }
  const thread = chooseThread(file, snapshot);
  const isHeld = thread.snapshot === snapshot;
  thread.snapshot = snapshot;
  const read = { type: "read" as const, modelId, snapshot, memories: isHeld ? null : memories, transcript };
  return resultOf(await thread.run(read, task.signal));
}

/** Has an engine put the reports together; see `readInThread`. */
export async function consolidateInThread(
  modelId: string,
  input: ConsolidateInput,
  signal: AbortSignal,
): Promise<Proposal> {
  loaded = null;
  signal.throwIfAborted();
  const task = { type: "consolidate" as const, modelId, input };
  const file = threadFile();
  return resultOf(
    file === null ? answerEngineTask({ ...task, id: 0 }) : await chooseThread(file, null).run(task, signal),
  );
}

/** Looks a dream's questions up in the old and the proposed store; see `readInThread`. */
export async function wakeTestInThread(input: WakeTestInput, signal: AbortSignal): Promise<WakeTest> {
  signal.throwIfAborted();
  const task = { type: "wake" as const, input };
  const file = threadFile();
  return resultOf(
    file === null ? answerEngineTask({ ...task, id: 0 }) : await chooseThread(file, null).run(task, signal),
  );
}
