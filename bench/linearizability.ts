/**
 * Is what was acknowledged there, once, and in an order that explains every answer? Many clients write to one store at
 * random; afterwards history, changes feed and live tree are checked against what they were told. Run:
 * `npx tsx --conditions=react-server bench/linearizability.ts [--seconds 60] [--clients 32] [--seed N] [--url U --key K]`.
 * Without a URL it starts the production server on a data folder of its own. Exits 1 on any violation.
 */
import { parseArgs } from "node:util";
import Anthropic from "@anthropic-ai/sdk";
import { makeDataDir, removeDataDir, startProductionServer } from "@/lib/testing/production-server";
import { type Check, checkHistory } from "./linearizability/check-history";
import { checkRefusals } from "./linearizability/check-refusals";
import type { History } from "./linearizability/history";
import { recordHistory } from "./linearizability/record-history";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    clients: { type: "string", default: "32" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    url: { type: "string" },
    key: { type: "string" },
  },
});

const VIOLATIONS_SHOWN = 5;

function printCounts(history: History): void {
  const counts = new Map<string, Record<string, number>>();
  const add = (kind: string, outcome: string) => {
    const row = counts.get(kind) ?? {};
    row[outcome] = (row[outcome] ?? 0) + 1;
    counts.set(kind, row);
  };
  for (const { write } of history.acknowledged) add(write.kind, "written");
  for (const { write, status, type } of history.refused) add(write.kind, `${status ?? ""} ${type}`.trim());
  console.table(Object.fromEntries(counts));
}

function printChecks(checks: Check[]): boolean {
  for (const { name, violations } of checks) {
    console.log(`${violations.length === 0 ? "holds " : "BROKEN"}  ${name}`);
    for (const violation of violations.slice(0, VIOLATIONS_SHOWN)) console.log(`        ${violation}`);
    if (violations.length > VIOLATIONS_SHOWN) console.log(`        and ${violations.length - VIOLATIONS_SHOWN} more`);
  }
  return checks.every(({ violations }) => violations.length === 0);
}

async function measure(baseURL: string, apiKey: string): Promise<boolean> {
  const [seconds, clients, seed] = [Number(values.seconds), Number(values.clients), Number(values.seed)];
  console.log(`${clients} clients, ${seconds} s, --seed ${seed}`);
  // A request that is sent twice could be two writes, so none is.
  const api = new Anthropic({ baseURL, apiKey, maxRetries: 0 });
  const end = performance.now() + seconds * 1_000;
  const history = await recordHistory(api, { clients, seed, goesOn: () => performance.now() < end });
  printCounts(history);
  const { acknowledged, refused, changes, live } = history;
  const rate = Math.round((acknowledged.length + refused.length) / seconds);
  console.log(
    `${acknowledged.length} acknowledged and ${refused.length} refused requests, ${rate}/s; ${changes.length} changes, ` +
      `${live.length} live memories`,
  );
  return printChecks([...checkHistory(history), ...checkRefusals(history)]);
}

async function measureOwnServer(): Promise<boolean> {
  const dataDir = makeDataDir();
  try {
    const server = await startProductionServer(dataDir);
    try {
      return await measure(server.url, server.apiKey);
    } finally {
      await server.stop();
    }
  } finally {
    removeDataDir(dataDir);
  }
}

const { url, key } = values;
const holds = url === undefined ? await measureOwnServer() : await measure(url, key ?? "");
process.exitCode = holds ? 0 : 1;
