import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import type { ChildMessage } from "./supervised-process";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A child of ours, as the launcher starts it: with a channel. */
function start(source: string): ChildProcess {
  const module = JSON.stringify(join(import.meta.dirname, "supervised-process.ts"));
  const code = `import { runOnce, runSupervised } from ${module};${source}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  children.push(child);
  return child;
}

async function messageOf(child: ChildProcess): Promise<ChildMessage> {
  const [message] = await once(child, "message");
  return message as ChildMessage;
}

const running = `await runSupervised(async () => {
  const timer = setInterval(() => undefined, 1000);
  return { stop: async () => { clearInterval(timer); process.stderr.write("stopped"); } };
});`;

test("SIGTERM stops what runs and exits with 0", async () => {
  const child = start(running);
  const said = text(child.stderr ?? Readable.from([]));
  expect(await messageOf(child)).toEqual({ type: "ready" });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await said).toBe("stopped");
});

test("a launcher that is gone stops what runs, too", async () => {
  const child = start(running);
  await messageOf(child);
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("Ctrl-C in the terminal is left to the launcher", async () => {
  const child = start(running);
  await messageOf(child);
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a failure for the operator is final and told in one line", async () => {
  const child = start(
    `await runSupervised(async () => { throw Object.assign(new Error("PORT is taken"), { name: "StartFailure" }); });`,
  );
  expect(await messageOf(child)).toEqual({ type: "failed", reason: "PORT is taken", final: true });
  expect(await once(child, "exit")).toEqual([1, null]);
});

test("a work of one go sends its result and ends", async () => {
  const child = start(`await runOnce(async () => ({ applied: 2 }));`);
  expect(await messageOf(child)).toEqual({ type: "result", value: { applied: 2 } });
  expect(await once(child, "exit")).toEqual([0, null]);
});
