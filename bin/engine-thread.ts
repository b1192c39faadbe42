import { parentPort } from "node:worker_threads";
import { answerEngineTask, type EngineTask } from "@/lib/engines/engine-task";

// A thread's whole work: one task at a time, in the order in which they come.
parentPort?.on("message", (task: EngineTask) => parentPort?.postMessage(answerEngineTask(task)));
