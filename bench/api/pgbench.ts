import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measured } from "./measure";
import type { Scenario, World } from "./scenarios";

/** Postgres takes 100 connections, and the two servers hold some 60 of them. */
const CLIENTS_MAX = 32;

/** pgbench takes at most 128 scripts; each asks for another memory. */
const SCRIPTS = 100;

/** Where pgbench is, or null: it comes with Postgres' contributed programs, not with the embedded server. */
export function findPgbench(): string | null {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const folders = [...(process.env.PATH ?? "").split(":"), ...versions.map((v) => `/usr/lib/postgresql/${v}/bin`)];
  return folders.map((folder) => join(folder, "pgbench")).find((path) => existsSync(path)) ?? null;
}

function writeScripts(folder: string, scenario: Scenario, world: World): string[] {
  return Array.from({ length: SCRIPTS }, (_, index) => {
    const { text, values } = scenario.pgbench(world, world.large.memories[5_000 + index] as never);
    const sql = text.replace(/\$(\d+)/g, (_match, position) => values[Number(position) - 1] ?? "");
    const file = join(folder, `${index}.sql`);
    writeFileSync(file, `\\set n random(1, 9000000000000000000)\n${sql.replace(/\s+/g, " ")};\n`);
    return file;
  });
}

const nearestRank = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

/** Latencies out of pgbench's transaction logs: the third field is microseconds. */
function latencies(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("log."))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
    .map((line) => Number(line.split(" ")[2]) / 1_000)
    .sort((a, b) => a - b);
}

/** The scenario's statement straight from pgbench, prepared, without any server of ours between. */
export async function runPgbench(
  program: string,
  scenario: Scenario,
  world: World,
  options: { url: string; connections: number; seconds: number },
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "reverie-pgbench-"));
  try {
    const scripts = writeScripts(folder, scenario, world).flatMap((file) => ["-f", file]);
    const clients = [
      "-c",
      String(Math.min(options.connections, CLIENTS_MAX)),
      "-j",
      "1",
      "-T",
      String(options.seconds),
    ];
    const log = ["-l", "--log-prefix", join(folder, "log")];
    const child = spawn(program, ["-n", "-M", "prepared", ...clients, ...log, ...scripts, options.url]);
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
    if (code !== 0 || Number.isNaN(rate))
      throw new Error(`pgbench failed at ${scenario.name}: ${output.slice(0, 2_000)}`);
    const sorted = latencies(folder);
    return { rate, p50: nearestRank(sorted, 0.5), p99: nearestRank(sorted, 0.99), errors: 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
