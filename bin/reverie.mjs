#!/usr/bin/env node
// The `reverie` program. It has to work before anything is built, so it bundles the real one (bin/cli.ts) each time:
// that takes some 50 ms and cannot be stale.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, stop } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "dist/cli.mjs");

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["bin/cli.ts"],
  outfile: target,
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
// Ends esbuild's own process, which would stay as long as we do.
await stop();

try {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.new-${process.pid}`, outputFiles[0].contents);
  renameSync(`${target}.new-${process.pid}`, target);
} catch (error) {
  // A read-only installation has to come with its build.
  if (!existsSync(target)) throw error;
}

const { main } = await import(pathToFileURL(target).href);
process.exit(await main(root, process.argv.slice(2)));
