import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { type Binaries, hasSupportedLibc } from "./binaries";
import { EmbeddedPostgresError } from "./failure";

/** How Postgres is started: with other ids (only root can), or through a command that comes before the program. */
export type Account = {
  ids: { uid: number; gid: number } | undefined;
  prefix: string[];
  /** Who owns the files, as seen from outside. */
  owner: { uid: number; gid: number };
};

type PasswdEntry = { name: string; uid: number; gid: number };

function readPasswd(): PasswdEntry[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

/** Postgres takes its messages' language from here. A cast, because Next declares NODE_ENV as always there. */
const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;

/** For spawn. The account may not be able to enter our working directory, so it starts in the root folder. */
export function commandFor(account: Account, program: string, args: string[]) {
  const [command = program, ...rest] = [...account.prefix, program, ...args];
  return { command, args: rest, options: { ...account.ids, cwd: "/", env: environment } };
}

function succeeds(account: Account, program: string, args: string[]): boolean {
  const { command, args: rest, options } = commandFor(account, program, args);
  return spawnSync(command, rest, { ...options, stdio: "ignore" }).status === 0;
}

/** Whether the account can start the binaries and enter the folder. */
export function canRun(account: Account, binaries: Binaries, folder: string): boolean {
  return (
    succeeds(account, binaries.postgres, ["--version"]) &&
    succeeds(account, "/bin/sh", ["-c", 'test -x "$1"', "sh", folder])
  );
}

export function ownAccount(): Account {
  return { ids: undefined, prefix: [], owner: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } };
}

function otherAccount(uid: number, gid: number): Account {
  return { ids: { uid, gid }, prefix: [], owner: { uid, gid } };
}

/** Accounts that root may run Postgres as, which refuses to run as root; who already owns the data comes first. */
export function accountsForRoot(dataOwner: { uid: number; gid: number } | undefined): Account[] {
  const entries = readPasswd();
  const known = ["postgres", "nobody"].flatMap((name) => entries.find((entry) => entry.name === name) ?? []);
  const wanted = dataOwner && dataOwner.uid !== 0 ? [dataOwner, ...known] : known;
  return wanted.map(({ uid, gid }) => otherAccount(uid, gid));
}

/**
 * Ourselves under another name: a user namespace in which our uid appears as `nobody`. It serves a root whose folders
 * nobody else may enter, and a uid without a passwd entry, which initdb refuses.
 */
export function renamedAccount(): Account {
  const entries = readPasswd();
  const name = entries.find((entry) => entry.name === "nobody") ?? entries.find((entry) => entry.uid !== 0);
  const prefix = ["unshare", "--user", `--map-user=${name?.uid ?? 65534}`, `--map-group=${name?.gid ?? 65534}`];
  return { ...ownAccount(), prefix };
}

export function hasPasswdEntry(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    // userInfo() has no other answer for a uid without an entry.
    return false;
  }
}

/** Why the binaries do not even print their version here. */
export function explainRefusal(): EmbeddedPostgresError {
  const unset = "set DATABASE_URL to a Postgres server";
  if (!hasSupportedLibc()) {
    return new EmbeddedPostgresError(`The embedded Postgres needs glibc and this system has musl (Alpine?): ${unset}`);
  }
  const who = process.getuid?.() === 0 ? "no account here can" : `uid ${process.getuid?.()} cannot`;
  return new EmbeddedPostgresError(`The embedded Postgres does not start: ${who} run its binaries; ${unset}`);
}
