import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/** Our own processes, each a file in bin/, and the threads that they start. */
const entries = ["server", "worker", "setup", "seed-demo", "engine-thread"];

/** Bundles files of bin/ into dist/. Packages stay outside; only our sources and their aliases are resolved. */
export async function bundleProcesses(root: string, names: readonly string[] = entries): Promise<void> {
  const marker = createRequire(join(root, "package.json")).resolve("server-only");
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `bin/${name}.ts`),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    // The marker throws outside of Next's server layer, and in these bundles there is no other.
    alias: { "server-only": join(dirname(marker), "empty.js") },
    logLevel: "warning",
  });
}
