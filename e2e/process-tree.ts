import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

type Entry = { pid: number; parent: number; isZombie: boolean };

const pollMs = 10;
const patienceMs = 30_000;

function readProc(pid: string): Entry[] {
  try {
    // The second field is the command in brackets and may hold anything; state and parent stand behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return [{ pid: Number(pid), parent: Number(parent), isZombie: state === "Z" }];
  } catch {
    // It ended while we were looking.
    return [];
  }
}

/** A zombie has ended: only its parent has yet to look. */
function listProcesses(): Entry[] {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(readProc);
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,state="], { encoding: "utf8" });
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({ pid: Number(pid), parent: Number(parent), isZombie: state?.[0] === "Z" }));
}

/** The process and everything below it that runs. */
export function listTree(root: number): number[] {
  const all = listProcesses().filter((entry) => !entry.isZombie);
  const tree = all.filter((entry) => entry.pid === root).map((entry) => entry.pid);
  // Grows while it is walked.
  for (const member of tree) tree.push(...all.filter((entry) => entry.parent === member).map((entry) => entry.pid));
  return tree;
}

function stillRunning(pids: number[]): number[] {
  const wanted = new Set(pids);
  return listProcesses()
    .filter((entry) => wanted.has(entry.pid) && !entry.isZombie)
    .map((entry) => entry.pid);
}

/** @throws Error naming those that still run after half a minute */
export async function untilGone(pids: number[]): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let left = stillRunning(pids); left.length > 0; left = stillRunning(left)) {
    if (Date.now() > deadline) throw new Error(`processes ${left.join(", ")} still run`);
    await delay(pollMs);
  }
}

/** `kill -9` of everything at once, Postgres included, then waits until all of it is gone. */
export async function killTree(root: number): Promise<void> {
  const tree = listTree(root);
  for (const member of tree) {
    try {
      process.kill(member, "SIGKILL");
    } catch (error) {
      // It may have ended with its parent.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
  await untilGone(tree);
}
