import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  type Account,
  accountsForRoot,
  canRun,
  explainRefusal,
  hasPasswdEntry,
  ownAccount,
  renamedAccount,
} from "./account";
import { type Binaries, copyBinaries, locateBinaries } from "./binaries";
import { EmbeddedPostgresError } from "./failure";

/** Where and as whom Postgres runs. `folder` holds the cluster in `data`, and our notes beside it. */
export type Site = { account: Account; binaries: Binaries; folder: string };

/** Not mkdir's own recursion, which never ends below /proc (Node 20). */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another start may have made it since we looked.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Made so that other accounts can pass through but not list; what is secret inside has its own mode. */
export function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return;
  makeFolders(dataDir);
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

function siteForUser(binaries: Binaries, folder: string, dataDir: string): Site {
  const dataOwner = existsSync(join(folder, "data")) ? statSync(join(folder, "data")).uid : undefined;
  if (dataOwner !== undefined && dataOwner !== process.getuid?.()) {
    throw new EmbeddedPostgresError(
      `The database in ${folder} belongs to uid ${dataOwner}: start as that user, or set REVERIE_DATA_DIR to another folder`,
    );
  }
  if (hasPasswdEntry()) {
    if (canRun(ownAccount(), binaries, dataDir)) return { account: ownAccount(), binaries, folder };
    throw explainRefusal();
  }
  if (canRun(renamedAccount(), binaries, dataDir)) return { account: renamedAccount(), binaries, folder };
  if (!canRun(ownAccount(), binaries, dataDir)) throw explainRefusal();
  throw new EmbeddedPostgresError(
    `The embedded Postgres needs a name for uid ${process.getuid?.()}: add it to /etc/passwd, or set DATABASE_URL`,
  );
}

/** Moves everything to a place that an account other than root can enter, and leaves a link where it was. */
export function relocate(dataDir: string, binaries: Binaries, base = "/var/lib/reverie"): Site {
  const home = join(base, createHash("sha256").update(dataDir).digest("hex").slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const copy = copyBinaries(binaries, base);
  const account = accountsForRoot(undefined).find((candidate) => canRun(candidate, copy, home));
  if (!account) throw explainRefusal();
  const link = join(dataDir, "postgres");
  const folder = join(home, "postgres");
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    rmSync(`${folder}.moving`, { recursive: true, force: true });
    cpSync(link, `${folder}.moving`, { recursive: true });
    renameSync(`${folder}.moving`, folder);
    renameSync(link, `${link}.moved`);
    rmSync(`${link}.moved`, { recursive: true });
  }
  if (!found?.isSymbolicLink()) symlinkSync(folder, link);
  return { account, binaries: copy, folder };
}

function siteForRoot(binaries: Binaries, folder: string, dataDir: string): Site {
  const owner = existsSync(join(folder, "data")) ? statSync(join(folder, "data")) : undefined;
  const place = existsSync(folder) ? realpathSync(folder) : dataDir;
  const account = [...accountsForRoot(owner), renamedAccount()].find((candidate) => canRun(candidate, binaries, place));
  return account ? { account, binaries, folder: existsSync(folder) ? place : folder } : relocate(dataDir, binaries);
}

/**
 * Finds binaries that start, an account that may run them and a folder that it may enter.
 *
 * @throws EmbeddedPostgresError when this machine has no such combination
 */
export function findSite(dataDir: string): Site {
  const binaries = locateBinaries(dataDir);
  const folder = join(dataDir, "postgres");
  return process.getuid?.() === 0 ? siteForRoot(binaries, folder, dataDir) : siteForUser(binaries, folder, dataDir);
}

/** Gives a stopped cluster to the account, when it ran as another one before. */
export function takeOwnership(path: string, { uid, gid }: { uid: number; gid: number }): void {
  if (lstatSync(path).uid === uid) return;
  const inside = readdirSync(path, { recursive: true, encoding: "utf8" });
  // The folder itself goes last: its owner says whether an earlier attempt was finished.
  for (const entry of [...inside.map((name) => join(path, name)), path]) chownSync(entry, uid, gid);
}
