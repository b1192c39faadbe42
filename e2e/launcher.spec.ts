import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "@/lib/testing/production-server";
import { untilGone } from "./process-tree";
import { type Reverie, startInVain, startReverie, temporaryFolder } from "./reverie";

test.describe.configure({ mode: "serial" });

let folder: ReturnType<typeof temporaryFolder>;
let dataDir: string;
test.beforeAll(() => {
  folder = temporaryFolder();
  dataDir = join(folder.path, "data");
});
test.afterAll(() => folder.remove());

const health = async ({ url }: Reverie) => (await fetch(`${url}/api/health`)).json();

for (const [variable, value, fault] of [
  ["PORT", "80x", /^PORT must be a whole number from 1 to 65535, got "80x"\n$/],
  ["REVERIE_ROLE", "boss", /^REVERIE_ROLE must be all, web or worker, got "boss"\n$/],
  ["REVERIE_ADMIN_PASSWORD", "tiny", /^REVERIE_ADMIN_PASSWORD must have 8 to 256 characters; [^\n]*not shown\n$/],
  ["DATABASE_URL", "mysql://root:secret@db/x", /^DATABASE_URL must be a URL such as [^\n]*; [^\n]*not shown\n$/],
] as const) {
  test(`a bad ${variable} stops the start with one line that names it`, async () => {
    const { exitCode, output } = await startInVain({ dataDir, settings: { [variable]: value } });
    expect(output).toMatch(fault);
    expect(exitCode).toBe(1);
  });
}

test("a taken port stops the start with one line", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  const { exitCode, output } = await startInVain({ dataDir, port });
  other.close();
  expect(output).toMatch(new RegExp(`^PORT ${port} on 127\\.0\\.0\\.1 is taken[^\\n]*\\n$`));
  expect(exitCode).toBe(1);
});

test("two starts at once in one new folder both come up, and the last to leave ends the database", async () => {
  const both = await Promise.all([startReverie({ dataDir }), startReverie({ dataDir })]);
  const pids = both.flatMap((server) => server.pids());
  for (const server of both) expect(await health(server)).toEqual({ status: "ok" });
  const [first, second] = both;
  expect(await first.stop()).toBe(0);
  expect(await health(second)).toEqual({ status: "ok" });
  expect(await second.stop()).toBe(0);
  await untilGone(pids);
});

test("a database that outlived its launcher is taken over, and ends with Ctrl-C", async () => {
  const killed = await startReverie({ dataDir });
  const pids = killed.pids();
  process.kill(killed.pid, "SIGKILL");
  const server = await startReverie({ dataDir });
  expect(await health(server)).toEqual({ status: "ok" });
  pids.push(...server.pids());
  expect(await server.stop()).toBe(0);
  await untilGone(pids);
});

test("a pid file that now names another program does not stop the start", async () => {
  await (await startReverie({ dataDir })).kill();
  const pidFile = join(dataDir, "postgres/data/postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));
  const server = await startReverie({ dataDir });
  expect(await health(server)).toEqual({ status: "ok" });
  const pids = server.pids();
  expect(await server.stop()).toBe(0);
  await untilGone(pids);
});
