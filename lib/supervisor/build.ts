import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "@/lib/env";
import { bundleProcesses } from "./bundle";
import { runChild } from "./child";
import { StartFailure } from "./failure";
import { readTextFile, replaceFile } from "./files";
import { buildInputs, fingerprint } from "./fingerprint";
import { generate } from "./generate";
import { generateDocument } from "./generate-document";

const stampPath = (root: string) => join(root, "dist/fingerprint");

/** The last thing that Next writes. */
const buildId = (root: string) => join(root, ".next/BUILD_ID");

/** Whether the production build on disk was made from exactly these sources. */
export function hasCurrentBuild(root: string): boolean {
  if (!existsSync(buildId(root)) || !existsSync(join(root, "dist/server.mjs"))) return false;
  return readTextFile(stampPath(root)) === fingerprint(root, buildInputs);
}

/** A program of Next that ends when we do, killed or not. */
export function nextArguments(root: string, ...args: string[]): string[] {
  return ["--import", join(root, "bin/exit-with-parent.mjs"), join(root, "node_modules/next/dist/bin/next"), ...args];
}

/**
 * Generates, bundles our processes and builds the console. The stamp that makes a build count comes last, so an
 * interrupted one is done again.
 */
export async function buildAll(root: string, signal: AbortSignal): Promise<void> {
  for (const path of [stampPath(root), buildId(root)]) rmSync(path, { force: true });
  const current = fingerprint(root, buildInputs);
  await generate(root, signal);
  await generateDocument(root, signal);
  await bundleProcesses(root);
  const env = () => childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  await runChild({ name: "next build", args: nextArguments(root, "build"), cwd: root, env }, signal);
  if (!existsSync(buildId(root))) throw new StartFailure("next build ended without a result: run npm run build again");
  replaceFile(stampPath(root), current);
}
