import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/lib/testing/production-server";
import { killTree, listTree } from "./process-tree";

const root = join(import.meta.dirname, "..");

/** The account and key of every server that the tests start. The name is what comes before the @. */
export const ACCOUNT = {
  name: "operator",
  email: "operator@example.com",
  password: "a long enough password",
  apiKey: "rvr_e2e_0123456789abcdef0123456789abcdef",
};

/** A server under test: the real launcher with everything it starts. */
export type Reverie = {
  url: string;
  /** The review that the demo announces. */
  dreamId: string | null;
  /** Of the launcher. */
  pid: number;
  /** Of the launcher and everything below it that runs now. */
  pids(): number[];
  /** Ctrl-C. @returns the exit code of the launcher */
  stop(): Promise<number | null>;
  /** kill -9 for launcher, web, worker and database at once. */
  kill(): Promise<void>;
};

export type Options = { command?: "start" | "demo"; dataDir: string; port?: number; settings?: Record<string, string> };

/** What a launcher said and how it ended. */
export type Ended = { exitCode: number | null; output: string };

/** A place for data folders, and how to remove it. The database's account has to pass through. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "reverie-e2e-"));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function spawnLauncher({ command = "start", dataDir, settings }: Options, port: number) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    REVERIE_DATA_DIR: dataDir,
    REVERIE_ADMIN_EMAIL: ACCOUNT.email,
    REVERIE_ADMIN_PASSWORD: ACCOUNT.password,
    REVERIE_BOOTSTRAP_API_KEY: ACCOUNT.apiKey,
    REVERIE_ROLE: "all",
    // Empty is unset, and keeps out what a .env file of the checkout says.
    DATABASE_URL: "",
    ANTHROPIC_API_KEY: "",
    ANTHROPIC_BASE_URL: "",
    ...settings,
  };
  const child = spawn(process.execPath, [join(root, "bin/reverie.mjs"), command], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      output += text;
    });
  }
  const closed: Promise<Ended> = once(child, "close").then(([exitCode]) => ({ exitCode, output }));
  return { child, closed, said: () => output };
}

/** Starts a launcher that is expected to give up. */
export async function startInVain(options: Options): Promise<Ended> {
  return await spawnLauncher(options, options.port ?? (await freePort())).closed;
}

/** @throws Error with everything it said when the launcher ends before all is up */
export async function startReverie(options: Options): Promise<Reverie> {
  const port = options.port ?? (await freePort());
  const { child, closed, said } = spawnLauncher(options, port);
  const running = new Promise<void>((resolve) => {
    child.stdout.on("data", () => {
      if (/Reverie is running[\s\S]*Sign in.*\n/.test(said())) resolve();
    });
  });
  const ended = await Promise.race([running, closed]);
  if (ended) throw new Error(`reverie ${options.command ?? "start"} ended with ${ended.exitCode}:\n${ended.output}`);
  return handleOf(child, closed, { url: `http://127.0.0.1:${port}`, said: said() });
}

function handleOf(child: ChildProcess, closed: Promise<Ended>, { url, said }: { url: string; said: string }): Reverie {
  const pid = child.pid;
  if (pid === undefined) throw new Error("the launcher has no pid");
  return {
    url,
    dreamId: /\/dreams\/(drm_\w+)\/review/.exec(said)?.[1] ?? null,
    pid,
    pids: () => listTree(pid),
    async stop() {
      child.kill("SIGINT");
      return (await closed).exitCode;
    },
    async kill() {
      await killTree(pid);
      await closed;
    },
  };
}
