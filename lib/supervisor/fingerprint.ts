import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the production build is made of. */
export const buildInputs = [
  "app",
  "proxy.ts",
  "bin",
  "components",
  "lib",
  "prisma",
  "public",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma.config.ts",
  "tsconfig.json",
];

const isIgnored = (path: string) =>
  path.includes("/generated/") || path === "public/openapi.json" || /\.test\.tsx?$/.test(path);

function filesBelow(root: string, input: string): string[] {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [input];
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => ({ entry, name: `${input}/${entry.name}` }))
    .flatMap(({ entry, name }) => (entry.isDirectory() ? filesBelow(root, name) : [name]));
}

/** SHA-256 over names and contents of files, without tests and generated ones; `inputs` are files or folders below root. */
export function fingerprint(root: string, inputs: string[]): string {
  const hash = createHash("sha256");
  const files = inputs.flatMap((input) => filesBelow(root, input)).filter((file) => !isIgnored(file));
  for (const file of files.sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
