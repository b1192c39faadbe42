import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { commandFor } from "./account";
import { EmbeddedPostgresError } from "./failure";
import { pidExists } from "./postmaster";
import type { Site } from "./site";

const superuser = "postgres";

export type Cluster = { pgdata: string; user: string; password: string };

/** Folders of an initdb that was interrupted: they carry the pid of the process that wanted them. */
function removeAbandoned(folder: string): void {
  const prefix = `${basename(folder)}.new-`;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(prefix) || pidExists(Number(name.slice(prefix.length).split("-")[0]))) continue;
    // An orphaned initdb may still write into it; then the next start tries again.
    rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function initdbArguments(pgdata: string, passwordFile: string, throwaway: boolean): string[] {
  // Order and case rules come from Postgres itself, so that they are the same on every system and after its upgrades.
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const system = process.platform === "darwin" ? "--no-locale" : "--locale=C.UTF-8";
  const access = ["-U", superuser, `--pwfile=${passwordFile}`, "-A", "scram-sha-256"];
  return ["-D", pgdata, "-E", "UTF8", ...locale, system, ...access, ...(throwaway ? ["--no-sync"] : [])];
}

async function runInitdb(site: Site, staging: string, throwaway: boolean): Promise<void> {
  const pgdata = join(staging, "data");
  const passwordFile = join(staging, "initdb-password");
  const { uid, gid } = site.account.owner;
  mkdirSync(pgdata, { mode: 0o700 });
  writeFileSync(passwordFile, readFileSync(join(staging, "password")), { mode: 0o600 });
  for (const path of [pgdata, passwordFile]) chownSync(path, uid, gid);
  const { command, args, options } = commandFor(
    site.account,
    site.binaries.initdb,
    initdbArguments(pgdata, passwordFile, throwaway),
  );
  try {
    await promisify(execFile)(command, args, options);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const reason =
      (stderr || message)
        .trim()
        .split("\n")
        .find((line) => line.includes("error:")) ?? message;
    throw new EmbeddedPostgresError(`The database could not be created: ${reason.split("\n")[0]}`, { cause: error });
  }
  rmSync(passwordFile);
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Whole or absent: made under another name, with its password, and renamed when it is complete. */
async function createCluster(site: Site, throwaway: boolean): Promise<void> {
  const staging = `${site.folder}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  mkdirSync(staging);
  chmodSync(staging, 0o711);
  try {
    writeFileSync(join(staging, "password"), randomBytes(24).toString("base64url"), { mode: 0o600, flush: true });
    await runInitdb(site, staging, throwaway);
    renameSync(staging, site.folder);
    syncFolder(dirname(site.folder));
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another process may have finished first: rename refuses to replace a folder that has something in it.
    if (!existsSync(join(site.folder, "data", "PG_VERSION"))) throw error;
  }
}

/** Opens the cluster of the site, creating it when there is none. */
export async function openCluster(site: Site, { throwaway }: { throwaway: boolean }): Promise<Cluster> {
  removeAbandoned(site.folder);
  if (!existsSync(site.folder)) await createCluster(site, throwaway);
  const password = readFileSync(join(site.folder, "password"), "utf8");
  return { pgdata: join(site.folder, "data"), user: superuser, password };
}
