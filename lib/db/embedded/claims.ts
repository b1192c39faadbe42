import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pidExists } from "./postmaster";

/** A note that this process uses the server. The last one out stops it. */
export type Claim = {
  /** Withdraws the note. @returns whether another live process still has one */
  release(): { othersRemain: boolean };
};

/** When the process started, in clock ticks since boot: tells it from a later one with the same pid. Empty when unknown. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    // No /proc on macOS; there the pid has to do.
    return "";
  }
}

function isHeld(folder: string, name: string): boolean {
  const pid = Number(name.split("-")[0]);
  if (!pidExists(pid)) return false;
  try {
    const noted = readFileSync(join(folder, name), "utf8");
    return noted === "" || noted === startedAt(pid);
  } catch {
    // Withdrawn since the folder was listed.
    return false;
  }
}

/** Leave the note before looking for a server, and withdraw it before stopping one: so nobody stops a server in use. */
export function claimServer(clusterFolder: string): Claim {
  const folder = join(clusterFolder, "claims");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `${process.pid}-${randomUUID()}`;
  writeFileSync(join(folder, name), startedAt(process.pid));
  return {
    release() {
      rmSync(join(folder, name), { force: true });
      const others = readdirSync(folder);
      const held = others.filter((other) => isHeld(folder, other));
      for (const stale of others.filter((other) => !held.includes(other))) rmSync(join(folder, stale), { force: true });
      return { othersRemain: held.length > 0 };
    },
  };
}
