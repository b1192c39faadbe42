import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountsForRoot } from "./account";
import { locateBinaries } from "./binaries";
import { isPostmasterOf, readPostmaster } from "./postmaster";
import { relocate } from "./site";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres";

const isRoot = process.getuid?.() === 0;

let dataDir: string;
const started: EmbeddedPostgres[] = [];
const owners: ChildProcess[] = [];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "reverie-postgres-"));
  chmodSync(folder, 0o711);
  dataDir = join(folder, "data");
});

afterEach(async () => {
  for (const owner of owners.splice(0)) owner.kill("SIGKILL");
  for (const server of started.splice(0)) await server.stop();
  const orphan = readPostmaster(join(dataDir, "postgres", "data"));
  if (orphan && isPostmasterOf(orphan.pid, join(dataDir, "postgres", "data"))) process.kill(orphan.pid, "SIGQUIT");
  rmSync(join(dataDir, ".."), { recursive: true, force: true, maxRetries: 5 });
});

async function start({ throwaway = true } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, throwaway, log: () => undefined });
  started.push(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  started.splice(started.indexOf(server), 1);
  await server.stop();
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ value: unknown }>(sql);
  await client.end();
  return rows[0]?.value;
}

/** Another process that starts the server of the same folder; resolves when it says `word`, which is its first output. */
async function ownerProcess(word: string): Promise<ChildProcess> {
  const source = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, "start-embedded-postgres.ts"))};
    console.log("starting");
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, throwaway: true, log: () => console.log("ready") });
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  owners.push(owner);
  for await (const line of createInterface({ input: owner.stdout })) if (line === word) break;
  return owner;
}

async function killHard(owner: ChildProcess): Promise<void> {
  const gone = once(owner, "exit");
  owner.kill("SIGKILL");
  await gone;
}

async function untilGone(pid: number): Promise<void> {
  await expect.poll(() => isPostmasterOf(pid, join(dataDir, "postgres", "data"))).toBe(false);
}

test("a first start makes a cluster with our password, in UTF-8, ordered by byte", async () => {
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await query(server, "SELECT 'a' > 'B' AS value")).toBe(true);
  expect(await query(server, "SELECT lower('ÄÖ') AS value")).toBe("äö");
  expect(await query(server, "SELECT current_setting('server_encoding') AS value")).toBe("UTF8");
  expect(await query(server, "SELECT current_setting('unix_socket_directories') AS value")).toBe("");
  expect(await query(server, "SELECT current_setting('listen_addresses') AS value")).toBe("127.0.0.1");
  expect(statSync(join(dataDir, "postgres", "password")).mode & 0o777).toBe(0o600);
});

test("a connection without the password is refused", async () => {
  const server = await start();
  const url = new URL(server.url);
  url.password = "wrong";
  const client = new pg.Client({ connectionString: url.href });
  await expect(client.connect()).rejects.toMatchObject({ code: "28P01" });
});

test("a restart finds its rows and keeps its port", async () => {
  const first = await start();
  await query(first, "CREATE TABLE kept AS SELECT 7 AS value");
  await stop(first);
  expect(isPostmasterOf(first.pid, join(dataDir, "postgres", "data"))).toBe(false);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(second.url).toBe(first.url);
  expect(await query(second, "SELECT value FROM kept")).toBe(7);
});

test("real data folders are written through to the disk", async () => {
  const server = await start({ throwaway: false });
  expect(await query(server, "SELECT current_setting('fsync') AS value")).toBe("on");
  expect(await query(server, "SELECT current_setting('full_page_writes') AS value")).toBe("on");
});

test("a server whose owner was killed is taken over, and stopped by its new owner", async () => {
  const owner = await ownerProcess("ready");
  await killHard(owner);
  const server = await start();
  expect(server.adopted).toBe(true);
  expect(await query(server, "SELECT 1 AS value")).toBe(1);
  await stop(server);
  await untilGone(server.pid);
});

test("a server that was killed with its owner recovers what was committed", async () => {
  const before = await start({ throwaway: false });
  await query(before, "CREATE TABLE kept AS SELECT 7 AS value");
  process.kill(before.pid, "SIGKILL");
  await untilGone(before.pid);
  expect(readPostmaster(join(dataDir, "postgres", "data"))?.pid).toBe(before.pid);
  const after = await start({ throwaway: false });
  expect(after.adopted).toBe(false);
  expect(await query(after, "SELECT value FROM kept")).toBe(7);
});

test("a second process uses the server of the first, and only the last one out stops it", async () => {
  const owner = await ownerProcess("ready");
  const guest = await start();
  expect(guest.adopted).toBe(true);
  await stop(guest);
  expect(isPostmasterOf(guest.pid, join(dataDir, "postgres", "data"))).toBe(true);
  const again = await start();
  await killHard(owner);
  await stop(again);
  await untilGone(again.pid);
});

test("several starts at once in an empty folder share one server", async () => {
  const [, ...servers] = await Promise.all([ownerProcess("ready"), start(), start()]);
  expect(new Set(servers.map((server) => server.url)).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(["postgres"]);
  expect(await query(servers[0] as EmbeddedPostgres, "SELECT 1 AS value")).toBe(1);
});

test("a pid file that names somebody else's process does not stop the start", async () => {
  const before = await start();
  process.kill(before.pid, "SIGKILL");
  await untilGone(before.pid);
  const pidFile = join(dataDir, "postgres", "data", "postmaster.pid");
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], {
    stdio: "ignore",
    ...accountsForRootIds(),
  });
  owners.push(bystander);
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(bystander.pid)));
  const after = await start();
  expect(after.adopted).toBe(false);
  expect(bystander.exitCode).toBe(null);
});

/** Postgres only minds a pid of its own account. */
function accountsForRootIds() {
  return isRoot ? accountsForRoot(undefined)[0]?.ids : undefined;
}

test("an initdb that was killed in the middle is thrown away and done again", async () => {
  const owner = await ownerProcess("starting");
  const staging = () => (existsSync(dataDir) ? readdirSync(dataDir).find((name) => name.includes(".new-")) : undefined);
  await expect
    .poll(() => staging() && existsSync(join(dataDir, `${staging()}`, "data", "base")), { interval: 2 })
    .toBe(true);
  await killHard(owner);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  const server = await start();
  expect(await query(server, "SELECT 1 AS value")).toBe(1);
  await stop(server);
  // The orphaned initdb may have outlived the first clean-up.
  await stop(await start());
  expect(readdirSync(dataDir)).toEqual(["postgres"]);
});

test("a password that does not fit the cluster is one line that names the folder", async () => {
  await start();
  writeFileSync(join(dataDir, "postgres", "password"), "other");
  await expect(start()).rejects.toThrow(/^The database server of .* refuses the password kept beside it$/);
});

test.runIf(isRoot)("root moves binaries and data where another account may go, and leaves a link", async () => {
  const base = join(dataDir, "..", "elsewhere");
  await stop(await start());
  const site = relocate(dataDir, locateBinaries(dataDir), base);
  expect(site.account.ids?.uid).toBeGreaterThan(0);
  expect(existsSync(join(dataDir, "postgres", "data", "PG_VERSION"))).toBe(true);
  const server = await start();
  expect(await query(server, "SELECT current_setting('data_directory') AS value")).toBe(join(site.folder, "data"));
});

test.runIf(isRoot)("root starts Postgres below a folder that nobody else may enter", async () => {
  dataDir = join(dataDir, "private", "data");
  mkdirSync(join(dataDir, ".."), { recursive: true, mode: 0o700 });
  const server = await start();
  expect(await query(server, "SELECT 1 AS value")).toBe(1);
  await stop(server);
  dataDir = join(dataDir, "..", "..");
});
