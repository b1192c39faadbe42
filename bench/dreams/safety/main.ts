/**
 * What `lib/safety` finds in labelled data. Run: `npx tsx bench/dreams/safety/main.ts <data folder>`. Prints a table and
 * exits 1 where a bar is missed, 2 without data.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { measureInjection } from "./injection";
import { measurePersonalData } from "./personal-data";
import { measureSecrets } from "./secrets";

const data = process.argv[2] ?? "";
if (!existsSync(join(data, "security"))) {
  console.error("Usage: npx tsx bench/dreams/safety/main.ts <data folder>");
  process.exit(2);
}
const rows = [...(await measureSecrets(data)), ...(await measurePersonalData(data)), ...(await measureInjection(data))];
let isMissed = false;
for (const { task, metric, value, bar, isHigherBetter, detail } of rows) {
  const isBelow = bar !== null && (isHigherBetter ? value < bar : value > bar);
  isMissed ||= isBelow;
  const verdict = isBelow ? "BELOW" : "ok";
  const mark = (bar === null ? "" : verdict).padEnd(5);
  console.log(`${mark} ${task.padEnd(14)} ${metric.padEnd(36)} ${value.toFixed(3).padStart(8)}  ${detail ?? ""}`);
}
process.exitCode = isMissed ? 1 : 0;
