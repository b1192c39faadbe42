import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Child, type ChildSpec, runChild, superviseChild } from "./child";

let folder: string;
const children: Child[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reverie-child-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) await child.stop();
  rmSync(folder, { recursive: true });
});

/** A program that notes each of its starts, in the file `starts`. */
function program(source: string): ChildSpec {
  const note = `require("node:fs").appendFileSync("starts", process.pid + "\\n");`;
  return { name: "program", args: ["-e", note + source], cwd: folder, env: () => ({ ...process.env }) };
}

function supervise(source: string) {
  const log: string[] = [];
  let giveUp: (reason: string) => void = () => undefined;
  const givenUp = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  const spec = program(source);
  const child = superviseChild(spec, { log: (line) => log.push(line), onGivenUp: giveUp, backOffFirstMs: 1 });
  children.push(child);
  return { child, givenUp, log };
}

const starts = () => readFileSync(join(folder, "starts"), "utf8").trim().split("\n").map(Number);

const stayReady = `process.send({ type: "ready" }); setInterval(() => {}, 1000);`;

test("a child that dies after it was ready is started again", async () => {
  const { child, log } = supervise(stayReady);
  await child.ready;
  process.kill(starts()[0] ?? 0, "SIGKILL");
  await expect.poll(() => starts().length).toBe(2);
  expect(log).toEqual(["program was ended by SIGKILL; starting it again in 0.001 s"]);
});

test("a child that never gets ready is given up after three starts", async () => {
  const { givenUp, log } = supervise("process.exit(7);");
  expect(await givenUp).toBe("program ended with exit code 7");
  expect(starts()).toHaveLength(3);
  expect(log).toHaveLength(2);
});

test("a child that says trying again is no use is given up at once, with its reason", async () => {
  const { givenUp } = supervise(
    `process.send({ type: "failed", reason: "PORT 1 is taken", final: true }, () => process.exit(1));`,
  );
  expect(await givenUp).toBe("PORT 1 is taken");
  expect(starts()).toHaveLength(1);
});

test("a stop ends the child and does not start it again", async () => {
  const { child } = supervise(stayReady);
  await child.ready;
  await child.stop();
  expect(() => process.kill(starts()[0] ?? 0, 0)).toThrow("ESRCH");
  expect(starts()).toHaveLength(1);
});

test("a child that does one thing gives its result", async () => {
  const source = `process.send({ type: "result", value: "drm_1" }, () => process.exit(0));`;
  expect(await runChild(program(source), new AbortController().signal)).toBe("drm_1");
});

test("a child that fails at its one thing throws its reason", async () => {
  const { signal } = new AbortController();
  const failing = `process.send({ type: "failed", reason: "no database", final: true }, () => process.exit(1));`;
  await expect(runChild(program(failing), signal)).rejects.toThrow("no database");
  await expect(runChild(program("process.exit(3)"), signal)).rejects.toThrow("program failed with exit code 3");
});

test("a child that does one thing is ended when the launcher stops", async () => {
  const controller = new AbortController();
  const spec = program("setInterval(() => {}, 1000)");
  const running = runChild(
    {
      ...spec,
      env: () => {
        setImmediate(() => controller.abort());
        return { ...process.env };
      },
    },
    controller.signal,
  );
  await expect(running).rejects.toThrow("aborted");
});
