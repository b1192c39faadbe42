import { readdirSync, readFileSync } from "node:fs";

/** Pids below `root`, itself included, from /proc. */
export function listTree(root: number): number[] {
  const parentOf = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // The second field is the command in brackets and may hold anything; the parent is the second one behind it.
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parentOf.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we were looking.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parentOf.get(pid);
    return pid === root || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...parentOf.keys()].filter(isBelow);
}

/** A zombie has ended: only its parent has yet to look. */
export function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

/** `kill -9` of everything at once, Postgres included, then waits until all of it is gone. */
export async function killTree(root: number): Promise<void> {
  const pids = listTree(root);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended with its parent.
    }
  }
  await untilGone(pids);
}

/** Waits until none of the processes runs any more. */
export async function untilGone(pids: number[]): Promise<void> {
  while (pids.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The database that the processes below `root` use. */
export function databaseUrlOf(root: number): string {
  for (const pid of listTree(root)) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const url = environment.find((entry) => /^DATABASE_URL=.+/.test(entry));
      if (url) return url.slice("DATABASE_URL=".length);
    } catch {
      // Not ours to read, or gone.
    }
  }
  throw new Error("no process below the launcher has a DATABASE_URL");
}
