import { createRequire } from "node:module";
import { join } from "node:path";
import { childEnvironment } from "@/lib/env";
import { runChild } from "./child";
import { readTextFile, replaceFile } from "./files";
import { fingerprint } from "./fingerprint";
import { generateRouteTable } from "./route-table";

const inputs = ["prisma/models", "prisma.config.ts", "node_modules/prisma/package.json"];

async function generateClient(root: string, signal: AbortSignal): Promise<void> {
  const stamp = join(root, "prisma/generated/fingerprint");
  const current = fingerprint(root, inputs);
  if (readTextFile(stamp) === current) return;
  const prisma = createRequire(join(root, "package.json")).resolve("prisma/package.json");
  // Without a path of some file there, Prisma downloads an engine that generating does not use.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  const args = [join(prisma, "../build/index.js"), "generate"];
  await runChild({ name: "prisma generate", args, cwd: root, env: () => childEnvironment(env) }, signal);
  replaceFile(stamp, current);
}

/** Brings generated sources up to date: the Prisma client and the table of API routes. Quick when nothing changed. */
export async function generate(root: string, signal: AbortSignal): Promise<void> {
  generateRouteTable(root);
  await generateClient(root, signal);
}
