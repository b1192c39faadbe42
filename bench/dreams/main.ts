/**
 * How good the local engine is, on labelled data: `npm run bench:dreams -- --data ../shared/data [--only name] [--save]`. Prints a
 * table, and keeps it in bench/results/dreams.md with --save; exits 1 when a figure misses its bar, 2 without data. See bench/README.md.
 */
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchRow } from "@/bench/dreams/bench-row";
import { measureConflictTarget } from "@/bench/dreams/conflict-target";
import { measureDuplicates } from "@/bench/dreams/duplicates";
import { measureRecurringMistakes } from "@/bench/dreams/recurring-mistakes";
import { measureInjection } from "@/bench/dreams/safety/injection";
import { measurePersonalData } from "@/bench/dreams/safety/personal-data";
import { measureSecrets } from "@/bench/dreams/safety/secrets";
import { measureScale } from "@/bench/dreams/scale";
import { measureTemporalPatterns } from "@/bench/dreams/temporal-patterns";
import { measureVerifyClaims } from "@/bench/dreams/verify-claims";

const TASKS: Record<string, (dataFolder: string) => Promise<BenchRow[]>> = {
  "conflict-target": measureConflictTarget,
  duplicates: measureDuplicates,
  "verify-claims": measureVerifyClaims,
  "recurring-mistakes": measureRecurringMistakes,
  "temporal-patterns": measureTemporalPatterns,
  secrets: measureSecrets,
  injection: measureInjection,
  "personal-data": measurePersonalData,
  scale: measureScale,
};

function isMet({ value, bar, isHigherBetter }: BenchRow): boolean {
  if (bar === null) return true;
  return isHigherBetter ? value >= bar : value <= bar;
}

function lineOf(row: BenchRow): string {
  const verdict = isMet(row) ? "met" : "MISSED";
  const bar = row.bar === null ? " | " : `${row.isHigherBetter ? ">=" : "<="} ${row.bar} | ${verdict}`;
  const value = Number.isInteger(row.value) ? String(row.value) : row.value.toFixed(4);
  return `| ${row.task} | ${row.metric} | ${value} | ${bar} | ${row.detail ?? ""} |`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: "../shared/data" },
      only: { type: "string" },
      save: { type: "boolean", default: false },
    },
  });
  if (!existsSync(values.data)) {
    console.error(`${values.data} does not exist: give the folder with the labelled sets by --data.`);
    return 2;
  }
  const names = Object.keys(TASKS).filter((name) => values.only === undefined || name.includes(values.only));
  const rows: BenchRow[] = [];
  const table = ["| task | figure | value | bar | | |", "| --- | --- | --: | --- | --- | --- |"];
  console.log(table.join("\n"));
  for (const name of names) {
    const measured = (await TASKS[name]?.(values.data)) ?? [];
    if (measured.length === 0) console.error(`${name}: no data below ${values.data}`);
    for (const row of measured) {
      table.push(lineOf(row));
      console.log(lineOf(row));
    }
    rows.push(...measured);
  }
  const missed = rows.filter((row) => !isMet(row));
  console.log(
    missed.length === 0 ? "\nAll bars are met." : `\n${missed.length} of ${rows.length} figures miss their bar.`,
  );
  if (values.save) writeFileSync("bench/results/dreams.md", `# The local engine, measured\n\n${table.join("\n")}\n`);
  return rows.length === 0 ? 2 : Math.min(1, missed.length);
}

process.exitCode = await main();
