import { isForOperator, reasonOf } from "./failure";

/** What a child tells the launcher over its channel. */
export type ChildMessage =
  | { type: "ready" }
  | { type: "failed"; reason: string /** Trying again would not help. */; final: boolean }
  | { type: "result"; value: unknown };

/** Something that runs until it is stopped. */
export type Running = { stop(): Promise<void> };

/** A stop that takes longer is cut off. What was acknowledged is in the database by then. */
const stopPatienceMs = 12_000;

/** Tells the launcher, if there is one, and waits until the message is out. */
export function tellLauncher(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(message, () => resolve());
    else resolve();
  });
}

async function reportAndExit(error: unknown): Promise<never> {
  if (!isForOperator(error) || !process.connected) console.error(isForOperator(error) ? error.message : error);
  await tellLauncher({ type: "failed", reason: reasonOf(error), final: isForOperator(error) });
  process.exit(1);
}

/** Stops when the launcher asks, and also when it is gone: a killed launcher leaves nobody behind. */
function onStopRequest(stop: () => void): void {
  process.on("SIGTERM", stop);
  if (!process.connected) {
    process.on("SIGINT", stop);
    return;
  }
  process.on("disconnect", stop);
  // Ctrl-C reaches the whole group; the launcher decides the order, and asks with SIGTERM.
  process.on("SIGINT", () => undefined);
}

/** The whole life of a long-running child of the launcher. */
export async function runSupervised(start: () => Promise<Running>): Promise<void> {
  const starting = Promise.resolve().then(start);
  let stopping = false;
  onStopRequest(() => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopPatienceMs).unref();
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
  await starting.then(() => tellLauncher({ type: "ready" }), reportAndExit);
}

/** The whole life of a child that does one thing and ends. */
export async function runOnce(work: () => Promise<unknown>): Promise<void> {
  onStopRequest(() => process.exit(1));
  try {
    await tellLauncher({ type: "result", value: await work() });
    process.exit(0);
  } catch (error) {
    await reportAndExit(error);
  }
}
