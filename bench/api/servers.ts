import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PORT_LINE = 3;

/** The address of the embedded Postgres of a data folder. */
export function embeddedDatabaseUrl(dataDir: string): string {
  const folder = join(dataDir, "postgres");
  const port = readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[PORT_LINE];
  const password = encodeURIComponent(readFileSync(join(folder, "password"), "utf8"));
  return `postgresql://postgres:${password}@127.0.0.1:${port}/reverie`;
}

/** The bare server as a process of its own. */
export async function startBareServer(
  databaseUrl: string,
  workspaceId: string,
  keyId: string,
): Promise<{ url: string; stop(): void }> {
  const node = ["--conditions=react-server", "--import", "tsx", "bench/api/bare-server.ts"];
  const child: ChildProcess = spawn(process.execPath, [...node, databaseUrl, workspaceId, keyId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => void child.kill() };
}
