import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { commandFor } from "./account";
import { waitUntilAnswering } from "./answer";
import type { Cluster } from "./cluster";
import { isPostmasterOf } from "./postmaster";
import type { Site } from "./site";

const logBytesMax = 5_000_000;
const pollMs = 20;
/** Clients are asked to leave first; after this long the server drops everything and recovers at its next start. */
const stopPatienceMs = 20_000;

export type Server = { pid: number; port: number; isAlive(): boolean };

const throwawayFlags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

async function freePort(preferred: number): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (preferred === 0) reject(error);
      else resolve(freePort(0));
    });
    probe.listen(preferred, "127.0.0.1", () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The port of the last start when it is free, so that other tools keep their connection settings. */
async function choosePort(folder: string): Promise<number> {
  const path = join(folder, "port");
  const recorded = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  const port = await freePort(Number.isInteger(recorded) && recorded > 0 && recorded < 65536 ? recorded : 0);
  writeFileSync(path, String(port));
  return port;
}

function openLog(folder: string): number {
  const path = join(folder, "postgres.log");
  if (existsSync(path) && statSync(path).size > logBytesMax) renameSync(path, `${path}.old`);
  return openSync(path, "a", 0o600);
}

/** The last thing Postgres complained about, as one line. */
export function lastComplaint(folder: string): string {
  const log = readFileSync(join(folder, "postgres.log"), "utf8").slice(-20_000);
  const complaints = log.split("\n").filter((line) => /\b(FATAL|PANIC|error while loading)\b/.test(line));
  return complaints.at(-1) ?? "it left no message";
}

function serverArguments(cluster: Cluster, port: number, throwaway: boolean): string[] {
  const settings = ["timezone=UTC", "log_timezone=UTC", ...(throwaway ? throwawayFlags : [])];
  const network = ["-h", "127.0.0.1", "-p", String(port), "-k", ""];
  return ["-D", cluster.pgdata, ...network, ...settings.flatMap((setting) => ["-c", setting])];
}

/**
 * Starts a server and waits until it answers. It runs in a session of its own with its messages in a file: Ctrl-C in a
 * terminal does not reach it, and it outlives us, so that a later start can take it over.
 *
 * @returns undefined when it died instead, for instance because another process was faster
 */
export async function launchServer(
  site: Site,
  cluster: Cluster,
  { throwaway }: { throwaway: boolean },
): Promise<Server | undefined> {
  const port = await choosePort(site.folder);
  const log = openLog(site.folder);
  const { command, args, options } = commandFor(
    site.account,
    site.binaries.postgres,
    serverArguments(cluster, port, throwaway),
  );
  const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  let alive = true;
  for (const event of ["exit", "error"]) {
    child.once(event, () => {
      alive = false;
    });
  }
  child.unref();
  const ready = await waitUntilAnswering(cluster, port, () => alive);
  return ready && child.pid ? { pid: child.pid, port, isAlive: () => alive } : undefined;
}

/** A server of this cluster that somebody else started. */
export function foreignServer(cluster: Cluster, { pid, port }: { pid: number; port: number }): Server {
  return { pid, port, isAlive: () => isPostmasterOf(pid, cluster.pgdata) };
}

async function waitUntilGone(server: Server, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (server.isAlive()) {
    if (Date.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}

/** SIGINT drops the clients, writes everything out and ends; SIGQUIT ends at once, which is as safe but slower to start. */
export async function stopServer(server: Server): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!server.isAlive()) return;
    process.kill(server.pid, signal);
    if (await waitUntilGone(server, stopPatienceMs)) return;
  }
}
