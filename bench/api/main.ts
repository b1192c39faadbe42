/**
 * The speed of the memory API, beside a bare server that runs the same statements on the same embedded Postgres, at 1, 16
 * and 64 connections, in one run: `npm run bench [-- --seconds 5 --seed 1 --only update]`. Prints a table, writes
 * bench/results/api.json, and exits 1 when a target is missed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db/database";
import { makeDataDir, removeDataDir, startProductionServer } from "@/lib/testing/production-server";
import { measureContention } from "./contention";
import { measureFork } from "./fork";
import { type Load, type Measured, measure } from "./measure";
import { findPgbench, runPgbench } from "./pgbench";
import { randomFrom } from "./random";
import { type Row, report } from "./report";
import { SCENARIOS, type Scenario, type Target, type World } from "./scenarios";
import { seedStore, serverContext } from "./seed";
import { embeddedDatabaseUrl, startBareServer } from "./servers";

const CONNECTIONS = [1, 16, 64];
/** Each pair is measured in turns, so that a machine's change of mood hits both. */
const ROUNDS = 3;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});
const seconds = Number(options.seconds);

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** The median of each figure over the rounds. */
function combine(rounds: Measured[]): Measured {
  return {
    rate: median(rounds.map((round) => round.rate)),
    p50: median(rounds.map((round) => round.p50)),
    p99: median(rounds.map((round) => round.p99)),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
  };
}

let runs = 0;

async function compare(
  scenario: Scenario,
  world: World,
  urls: Record<Target, string>,
  apiKey: string,
  connections: number,
) {
  const measured: Record<Target, Measured[]> = { reverie: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const target of ["bare", "reverie"] as const) {
      const load: Load = { url: urls[target], connections, seconds, apiKey };
      const run = runs++;
      measured[target].push(await measure(load, (index) => scenario.requestOf(world, target, index, run)));
    }
  }
  return { reverie: combine(measured.reverie), bare: combine(measured.bare) };
}

/** The position before the last hundred memories: a cursor for the API, a path for the bare server. */
async function findLastPage(url: string, apiKey: string, storeId: string): Promise<World["lastPage"]> {
  let cursor = "";
  let path = "/";
  for (let page: string | null = ""; page !== null; ) {
    const query = page === "" ? "" : `&page=${page}`;
    const response = await fetch(`${url}/v1/memory_stores/${storeId}/memories?limit=100${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const answer = (await response.json()) as { data: { path: string }[]; next_page: string | null };
    if (answer.next_page !== null) {
      cursor = answer.next_page;
      path = answer.data.at(-1)?.path ?? "/";
    }
    page = answer.next_page;
  }
  return { cursor, path };
}

process.env.REVERIE_MAX_MEMORIES_PER_STORE = "1000000";
const dataDir = makeDataDir();
const server = await startProductionServer(dataDir);
const databaseUrl = embeddedDatabaseUrl(dataDir);
const db = openDatabase(databaseUrl);
let failed = true;
try {
  const random = randomFrom(Number(options.seed));
  const ctx = await serverContext(db);
  const large = await seedStore(ctx, 10_000, random);
  const small = await seedStore(ctx, 100, random);
  await db.query("vacuum (analyze)");
  const lastPage = await findLastPage(server.url, server.apiKey, large.id);
  const world: World = { workspaceId: ctx.workspaceId, keyId: ctx.actor.id, large, small, lastPage, random };
  const bare = await startBareServer(databaseUrl, ctx.workspaceId, ctx.actor.id);
  const urls = { reverie: server.url, bare: bare.url };
  const pgbench = findPgbench();
  const rows: Row[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(options.only))) {
    for (const connections of CONNECTIONS) {
      const pair = await compare(scenario, world, urls, server.apiKey, connections);
      const direct =
        pgbench === null
          ? null
          : await runPgbench(pgbench, scenario, world, { url: databaseUrl, connections, seconds });
      rows.push({ scenario: scenario.name, rateMin: scenario.rateMin, connections, ...pair, pgbench: direct });
      console.error(`${scenario.name}, ${connections}: ${pair.reverie.rate.toFixed(0)} / ${pair.bare.rate.toFixed(0)}`);
    }
  }
  bare.stop();
  const contention = await measureContention(server.url, server.apiKey, large);
  const fork = await measureFork(server.url, server.apiKey, large.id);
  const result = {
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    seed: Number(options.seed),
    seconds,
    rounds: ROUNDS,
    rows,
    contention,
    fork,
  };
  const { text, misses } = report(result);
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/api.json", `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync("bench/results/api.md", text);
  console.log(text);
  failed = misses.length > 0;
} finally {
  await db.close();
  await server.stop();
  removeDataDir(dataDir);
}
process.exit(failed ? 1 : 0);
