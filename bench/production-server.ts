import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type ProductionServer = { url: string; apiKey: string; stop(): Promise<void> };

const API_KEY = "sk-bench-0123456789abcdef0123456789abcdef";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  );
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null) throw new Error(`the server stopped with exit code ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** `npm start` with an empty data folder of its own, gone afterwards. Builds first when there is no current build. */
export async function startProductionServer(): Promise<ProductionServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "reverie-bench-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["bin/reverie.mjs", "start"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      REVERIE_DATA_DIR: dataDir,
      REVERIE_BOOTSTRAP_API_KEY: API_KEY,
      DATABASE_URL: "",
    },
  });
  await untilHealthy(url, child);
  return {
    url,
    apiKey: API_KEY,
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
