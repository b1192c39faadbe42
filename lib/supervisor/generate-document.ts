import { join } from "node:path";
import { childEnvironment } from "@/lib/env";
import { bundleProcesses } from "./bundle";
import { runChild } from "./child";

/**
 * Brings public/openapi.json up to date with the routes. It has to load every route module, so it comes after all other
 * generated sources, and `dev` does without: a fault in one module must not keep the others from being worked on.
 */
export async function generateDocument(root: string, signal: AbortSignal): Promise<void> {
  await bundleProcesses(root, ["openapi"]);
  const args = [join(root, "dist/openapi.mjs")];
  await runChild({ name: "openapi", args, cwd: root, env: () => childEnvironment({}) }, signal);
}
