import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { childEnvironment, type Settings } from "@/lib/env";
import { nextArguments } from "./build";
import type { ChildSpec } from "./child";
import { browserUrl } from "./port";

/** `demo` is `start` with sample data. */
export type Mode = "start" | "dev" | "demo";

export type ProcessContext = {
  root: string;
  mode: Mode;
  settings: Settings;
  databaseUrl: () => string;
  sessionSecret: string;
};

const probeMs = 200;

/** Sessions belong to whatever address the browser used, so 127.0.0.1 and localhost both work (next-auth 4). */
function environmentOf(context: ProcessContext): NodeJS.ProcessEnv {
  return childEnvironment({
    NODE_ENV: context.mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_SECRET: context.sessionSecret,
    AUTH_TRUST_HOST: "true",
    DATABASE_URL: context.databaseUrl(),
  });
}

function spec(context: ProcessContext, name: string, args: string[], env: Record<string, string> = {}): ChildSpec {
  return { name, args, cwd: context.root, env: () => ({ ...environmentOf(context), ...env }) };
}

/** Arguments of Node for one of our processes: its bundle, or in development its source. */
function ownProcess({ root, mode }: ProcessContext, name: string): string[] {
  if (mode !== "dev") return [join(root, `dist/${name}.mjs`)];
  return ["--conditions=react-server", "--import", "tsx", join(root, `bin/${name}.ts`)];
}

/** Waits until something answers at the address, with whatever status. */
async function untilAnswering(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const answered = await fetch(url, { signal }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(probeMs, undefined, { signal });
  }
}

export function webProcess(context: ProcessContext): ChildSpec {
  if (context.mode !== "dev") return spec(context, "web", ownProcess(context, "server"));
  const { host, port } = context.settings;
  const args = nextArguments(context.root, "dev", "--port", String(port), "--hostname", host);
  const health = `${browserUrl({ host, port })}/api/health`;
  return { ...spec(context, "web", args), probe: (signal) => untilAnswering(health, signal) };
}

export function workerProcess(context: ProcessContext): ChildSpec {
  if (context.mode !== "dev") return spec(context, "worker", ownProcess(context, "worker"));
  const guard = ["--import", join(context.root, "bin/exit-with-parent.mjs")];
  const watch = [join(context.root, "node_modules/tsx/dist/cli.mjs"), "watch", "--clear-screen=false"];
  const args = [...guard, ...watch, "--conditions=react-server", join(context.root, "bin/worker.ts")];
  // tsx starts the worker itself, so there is no message; the worker polls for its work whenever it comes up.
  return { ...spec(context, "worker", args), probe: async () => undefined };
}

/** Migrations and, where there is a console, the first account. */
export function setupProcess(context: ProcessContext, account: { password: string; apiKey: string } | null): ChildSpec {
  const env = account && { REVERIE_ADMIN_PASSWORD: account.password, REVERIE_BOOTSTRAP_API_KEY: account.apiKey };
  return spec(context, "setup", ownProcess(context, "setup"), { ...env, REVERIE_ROLE: context.settings.role });
}

export function seedDemoProcess(context: ProcessContext): ChildSpec {
  return spec(context, "demo data", ownProcess(context, "seed-demo"));
}
