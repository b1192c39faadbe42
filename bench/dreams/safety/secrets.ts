import { scanText } from "@/lib/safety/scan-text";
import { scanTextDeep } from "@/lib/safety/scan-text-deep";
import type { SafetyHit } from "@/lib/safety/types";
import type { BenchRow } from "../bench-row";
import { readRows } from "./data-files";

type LabelledFile = { category: string; name: string; label: string; text: string };
type ScannedFile = { path: string; text: string; expected: { rule: string; line_num: number; value: string }[] };

const RECALL_MIN = 0.85;
const FALSE_POSITIVES_MAX = 0.05;
const TASK = "secrets";

const share = (count: number, all: number) => (all === 0 ? 0 : count / all);

async function hitsOf(text: string, path: string): Promise<SafetyHit[]> {
  return scanTextDeep(text, { kinds: ["secret"], path });
}

async function measureLabels(dataFolder: string): Promise<BenchRow[]> {
  const rows = readRows<LabelledFile>(dataFolder, "fake-leaks");
  const flagged = await Promise.all(
    rows.map(async (row) => ({ row, isFlagged: (await hitsOf(row.text, row.name)).length > 0 })),
  );
  const secrets = flagged.filter(({ row }) => row.label === "secret");
  const lookAlikes = flagged.filter(({ row }) => row.label !== "secret");
  const names = (list: typeof flagged) => list.map(({ row }) => `${row.category}/${row.name}`).join(", ");
  const missed = secrets.filter(({ isFlagged }) => !isFlagged);
  const wrong = lookAlikes.filter(({ isFlagged }) => isFlagged);
  return [
    {
      task: TASK,
      metric: "fake-leaks recall",
      value: share(secrets.length - missed.length, secrets.length),
      bar: RECALL_MIN,
      isHigherBetter: true,
      detail: `${secrets.length - missed.length} of ${secrets.length}; missed: ${names(missed)}`,
    },
    {
      task: TASK,
      metric: "fake-leaks false positives",
      value: share(wrong.length, lookAlikes.length),
      bar: FALSE_POSITIVES_MAX,
      isHigherBetter: false,
      detail: `${wrong.length} of ${lookAlikes.length}; wrong: ${names(wrong)}`,
    },
  ];
}

/** True when a hit touches the line of a finding, or the value where it stands on it. */
function covers(text: string, hits: SafetyHit[], lineNumber: number): boolean {
  const lines = text.split("\n");
  const start = lines.slice(0, lineNumber - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const end = start + (lines[lineNumber - 1] ?? "").length;
  return hits.some((hit) => hit.start <= end && hit.end > start);
}

async function measureAgreement(dataFolder: string): Promise<BenchRow[]> {
  const rows = readRows<ScannedFile>(dataFolder, "credsweeper");
  let findings = 0;
  let found = 0;
  let same = 0;
  for (const row of rows) {
    const hits = await hitsOf(row.text, row.path);
    if (hits.length > 0 === row.expected.length > 0) same += 1;
    findings += row.expected.length;
    found += row.expected.filter(({ line_num }) => covers(row.text, hits, line_num)).length;
  }
  const report = (metric: string, value: number, detail: string): BenchRow => ({
    task: TASK,
    metric,
    value,
    bar: null,
    isHigherBetter: true,
    detail,
  });
  return [
    report("credsweeper agreement by file", share(same, rows.length), `${same} of ${rows.length} files`),
    report("credsweeper findings covered", share(found, findings), `${found} of ${findings}, by line`),
  ];
}

function measureSpeed(): BenchRow {
  const prose = "The deploy of checkout waits for 3 pods; see runbook 7 and the log of 2026-01-15 10:22:33.\n".repeat(
    1100,
  );
  scanText(prose);
  const startedAt = performance.now();
  scanText(prose);
  const value = performance.now() - startedAt;
  return { task: "safety", metric: "100 KiB of prose, ms", value, bar: null, isHigherBetter: false };
}

/** Secrets found in labelled files, and agreement with another scanner (whose findings are no truth). */
export async function measureSecrets(dataFolder: string): Promise<BenchRow[]> {
  return [...(await measureLabels(dataFolder)), ...(await measureAgreement(dataFolder)), measureSpeed()];
}
