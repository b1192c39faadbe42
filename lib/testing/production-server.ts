import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { childEnvironment } from "@/lib/env";

export const SERVER_API_KEY = "sk-server-0123456789abcdef0123456789abcdef";

export type ProductionServer = {
  url: string;
  apiKey: string;
  dataDir: string;
  /** The launcher; its children are found from it. */
  child: ChildProcess;
  /** Ctrl-C: waits for the launcher's end and gives its exit code. */
  stop(): Promise<number | null>;
};

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const isHealthy = () =>
    fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
  while (!(await isHealthy())) {
    if (child.exitCode !== null) throw new Error(`the server stopped with exit code ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A data folder of its own; the caller removes it with `removeDataDir`. */
export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), "reverie-server-"));
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** `npm start` on a data folder and a free port, with more settings. Builds first when there is no current build. */
export async function startProductionServer(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<ProductionServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["bin/reverie.mjs", "start"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: childEnvironment({
      PORT: String(port),
      HOST: "127.0.0.1",
      REVERIE_DATA_DIR: dataDir,
      REVERIE_BOOTSTRAP_API_KEY: SERVER_API_KEY,
      DATABASE_URL: "",
      ...settings,
    }),
  });
  const ended = once(child, "exit");
  await untilHealthy(url, child);
  return {
    url,
    apiKey: SERVER_API_KEY,
    dataDir,
    child,
    async stop() {
      child.kill("SIGINT");
      await ended;
      return child.exitCode;
    },
  };
}
