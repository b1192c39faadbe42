import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The first lines of postmaster.pid, which Postgres writes into its data folder while it runs. */
export type Postmaster = { pid: number; port: number };

export function readPostmaster(pgdata: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(pgdata, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : undefined;
}

export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function argumentsOf(pid: number): string[] {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" })
      .stdout.trim()
      .split(/ (?=-)| /);
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    // Gone since its pid was read.
    return [];
  }
}

/** Whether the process is a live server of this data folder. A pid alone proves nothing: it may have been used again. */
export function isPostmasterOf(pid: number, pgdata: string): boolean {
  return pidExists(pid) && argumentsOf(pid).includes(pgdata);
}

/**
 * Makes a pid file harmless whose pid now belongs to some other program; Postgres would take that for a running server.
 * The file stays, with a pid that is gone: Postgres needs its other lines to look for left-over backends of the dead server.
 */
export function retirePidFile(pgdata: string): void {
  const found = readPostmaster(pgdata);
  if (!found || !pidExists(found.pid) || isPostmasterOf(found.pid, pgdata)) return;
  const path = join(pgdata, "postmaster.pid");
  const gone = spawnSync("/bin/sh", ["-c", ":"]).pid;
  writeFileSync(path, readFileSync(path, "utf8").replace(/^\d+/, String(gone)));
}
