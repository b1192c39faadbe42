import type { Contention } from "./contention";
import type { Measured } from "./measure";

export type Row = {
  scenario: string;
  rateMin: number | null;
  connections: number;
  reverie: Measured;
  bare: Measured;
  pgbench: Measured | null;
};

export type Result = {
  commit: string;
  machine: string;
  seed: number;
  seconds: number;
  rounds: number;
  rows: Row[];
  contention: Contention;
  /** Milliseconds. */
  fork: number[];
};

const P99_RATIO_MAX = 2;
const DEPTH_RATIO_MAX = 3;
const LAST_PAGE_RATIO_MAX = 1.25;
const FORK_MS_MAX = 1_000;
const SAME_MEMORY_RATIO_MAX = 20;
/** Connections of that measurement. */
const WRITERS = 64;

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);

function tableRow(row: Row): string {
  const ratio = row.reverie.rate / row.bare.rate;
  const cells = [
    row.scenario,
    row.connections,
    row.reverie.rate.toFixed(0),
    row.bare.rate.toFixed(0),
    ratio.toFixed(2),
    row.pgbench?.rate.toFixed(0) ?? "",
    ms(row.reverie.p50),
    ms(row.reverie.p99),
    ms(row.bare.p99),
    (row.reverie.p99 / row.bare.p99).toFixed(2),
  ];
  return `| ${cells.join(" | ")} |`;
}

function rowMisses(row: Row): string[] {
  const misses: string[] = [];
  const at = `${row.scenario} at ${row.connections}`;
  const ratio = row.reverie.rate / row.bare.rate;
  const tail = row.reverie.p99 / row.bare.p99;
  if (row.rateMin !== null && ratio < row.rateMin)
    misses.push(`${at}: rate ratio ${ratio.toFixed(2)} < ${row.rateMin}`);
  if (row.rateMin !== null && tail > P99_RATIO_MAX)
    misses.push(`${at}: p99 ratio ${tail.toFixed(2)} > ${P99_RATIO_MAX}`);
  if (row.reverie.errors + row.bare.errors > 0) misses.push(`${at}: ${row.reverie.errors} + ${row.bare.errors} errors`);
  return misses;
}

/** The latency of one scenario over another's, where both were measured. */
function latencyRatio(rows: Row[], name: string, base: string): number | null {
  const at = (scenario: string) => rows.find((row) => row.scenario === scenario && row.connections === 1)?.reverie.p50;
  const [over, under] = [at(name), at(base)];
  return over === undefined || under === undefined ? null : over / under;
}

type Check = { text: string; met: boolean };

function checks({ rows, contention, fork }: Result): Check[] {
  const depth = latencyRatio(rows, "depth=1, 10,000 memories", "depth=1, 100 memories");
  const last = latencyRatio(rows, "list 100, basic, last page", "list 100, basic");
  const { single, sameMemory: same, ownMemories: own } = contention;
  const found: Check[] = [];
  if (depth !== null) {
    found.push({
      text: `depth=1: 10,000 memories take ${depth.toFixed(2)} x of 100 (p50, at most 3)`,
      met: depth <= DEPTH_RATIO_MAX,
    });
  }
  if (last !== null) {
    found.push({
      text: `list: the last page takes ${last.toFixed(2)} x of the first (p50, at most 1.25)`,
      met: last <= LAST_PAGE_RATIO_MAX,
    });
  }
  const usual = fork.toSorted((a, b) => a - b)[Math.floor(fork.length / 2)] ?? 0;
  const tail = same.p99 / single.p50;
  return [
    ...found,
    { text: `fork of 10,000 memories: ${fork.map(ms).join(", ")} ms (median below 1,000)`, met: usual < FORK_MS_MAX },
    {
      text: `64 writers on one memory: p99 ${ms(same.p99)} ms is ${tail.toFixed(1)} x of one writer's median ${ms(single.p50)} ms (below 20)`,
      met: tail < SAME_MEMORY_RATIO_MAX,
    },
    {
      // Requests that the end of the run cut off were written, too.
      text: `64 writers on one memory: ${same.acknowledged} acknowledged, ${same.versions} versions, ${same.errors} errors`,
      met: same.errors === 0 && same.versions >= same.acknowledged && same.versions <= same.acknowledged + 2 * WRITERS,
    },
    {
      text: `200 writers on 200 memories of one store: ${own.rate.toFixed(0)} writes/s, one writer alone ${single.rate.toFixed(0)}; p99 ${ms(own.p99)} ms, ${own.errors} errors`,
      met: own.rate > single.rate && own.errors === 0,
    },
  ];
}

/** The result as Markdown, and the targets that were missed. */
export function report(result: Result): { text: string; misses: string[] } {
  const judged = checks(result);
  const misses = [...result.rows.flatMap(rowMisses), ...judged.filter((check) => !check.met).map(({ text }) => text)];
  const lines = [
    `Commit ${result.commit}, ${result.machine}, seed ${result.seed}, ${result.rounds} rounds of ${result.seconds} s each (medians).`,
    "",
    "| scenario | connections | requests/s | bare | ratio | pgbench | p50 ms | p99 ms | bare p99 | p99 ratio |",
    "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ...result.rows.map(tableRow),
    "",
    ...judged.map((check) => `- ${check.met ? "met" : "MISSED"}: ${check.text}`),
    "",
    misses.length === 0 ? "Every target is met." : `Missed: ${misses.join("; ")}.`,
    "",
  ];
  return { text: lines.join("\n"), misses };
}
