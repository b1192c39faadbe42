import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { StartFailure } from "./failure";
import type { ChildMessage } from "./supervised-process";

/** A program of ours or Next's; `env` is read at each start, as the database may have moved. */
export type ChildSpec = {
  name: string;
  /** Arguments of Node. */
  args: string[];
  cwd: string;
  env: () => NodeJS.ProcessEnv;
  /** Says when it is ready, for programs that do not report it themselves. */
  probe?: ((signal: AbortSignal) => Promise<void>) | undefined;
};

export type Child = {
  /** Resolves at the first readiness. */
  ready: Promise<void>;
  restart(): void;
  stop(): Promise<void>;
};

const startsMax = 3;
const backOffMaxMs = 30_000;
/** Longer than the child's own limit, after which it gives up by itself. */
const stopPatienceMs = 15_000;

export function spawnNode(spec: Omit<ChildSpec, "name">): ChildProcess {
  return spawn(process.execPath, spec.args, {
    cwd: spec.cwd,
    env: spec.env(),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
}

function isMessage(value: unknown): value is ChildMessage {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Runs a child that does one thing, and gives its result. @throws StartFailure with the child's reason */
export async function runChild(spec: ChildSpec, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const child = spawnNode(spec);
  const kill = () => child.kill("SIGTERM");
  signal.addEventListener("abort", kill);
  let result: unknown;
  let reason: string | undefined;
  child.on("message", (message) => {
    if (!isMessage(message)) return;
    if (message.type === "result") result = message.value;
    if (message.type === "failed") reason = message.reason;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => signal.removeEventListener("abort", kill));
  signal.throwIfAborted();
  if (code !== 0) throw new StartFailure(reason ?? `${spec.name} failed with exit code ${code}`);
  return result;
}

export type Supervision = {
  log: (line: string) => void;
  onGivenUp: (reason: string) => void;
  /** The pause before the first restart; doubles each time. */
  backOffFirstMs?: number;
};

type Death = { reason: string; final: boolean; wasReady: boolean };

/** One life of the child, from spawn to exit. */
async function live(spec: ChildSpec, onSpawn: (child: ChildProcess) => void, onReady: () => void): Promise<Death> {
  const child = spawnNode(spec);
  onSpawn(child);
  const death: Death = { reason: "", final: false, wasReady: false };
  const ready = () => {
    death.wasReady = true;
    onReady();
  };
  child.on("message", (message) => {
    if (!isMessage(message)) return;
    if (message.type === "ready") ready();
    if (message.type === "failed") Object.assign(death, { reason: message.reason, final: message.final });
  });
  const gone = new AbortController();
  spec.probe?.(gone.signal).then(ready, () => undefined);
  const how = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  });
  gone.abort();
  return { ...death, reason: death.reason || `${spec.name} ${how}` };
}

/**
 * Keeps a child running: one that dies is started again, each time after a longer pause. One that dies three times in
 * a row before it was ready, or says itself that trying again is no use, is given up.
 */
export function superviseChild(spec: ChildSpec, { log, onGivenUp, backOffFirstMs = 500 }: Supervision): Child {
  const stopping = new AbortController();
  let process: ChildProcess | undefined;
  let announceReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    announceReady = resolve;
  });
  const keepRunning = async () => {
    let failedStarts = 0;
    for (let deaths = 0; !stopping.signal.aborted; deaths += 1) {
      const livedFrom = Date.now();
      const death = await live(
        spec,
        (child) => {
          process = child;
        },
        announceReady,
      );
      if (stopping.signal.aborted) return;
      failedStarts = death.wasReady ? 0 : failedStarts + 1;
      if (death.final || failedStarts >= startsMax) {
        onGivenUp(death.reason);
        return;
      }
      if (Date.now() - livedFrom > 2 * backOffMaxMs) deaths = 0;
      const pauseMs = Math.min(backOffFirstMs * 2 ** deaths, backOffMaxMs);
      log(`${death.reason}; starting it again in ${pauseMs / 1000} s`);
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = keepRunning();
  return {
    ready,
    restart: () => void process?.kill("SIGTERM"),
    async stop() {
      stopping.abort();
      process?.kill("SIGTERM");
      const killer = setTimeout(() => process?.kill("SIGKILL"), stopPatienceMs);
      await ended;
      clearTimeout(killer);
    },
  };
}
