import { CONTENT_BYTES_MAX, contentBytes } from "@/lib/engines/local/text/tree-paths";
import { counted, finishCheck } from "./finish-check";
import type { Change } from "./read-change";
import type { Check, CheckItem } from "./types";

/** A dream tidies up: what makes a store a fifth larger at once is more than a person reads. */
const GROWTH_SHARE_MAX = 0.2;
/** About a thousand lines: the first notes of a small or empty store are no reason to ask. */
const GROWTH_BYTES_MIN = 65_536;

function bytesOf(texts: Iterable<string>): number {
  let sum = 0;
  for (const text of texts) sum += contentBytes(text);
  return sum;
}

/** Each changed file fits into a memory, the store holds at most `memoriesMax` files, and it does not grow by more than 20 % or 64 KiB. */
export function checkSize({ files, base, result }: Change, memoriesMax: number): Check {
  const items = files.flatMap(({ path, proposed }): CheckItem[] => {
    const bytes = contentBytes(proposed);
    if (bytes <= CONTENT_BYTES_MAX) return [];
    const message = `The file would hold ${counted(bytes, "byte")}; a memory holds at most ${counted(CONTENT_BYTES_MAX, "byte")}.`;
    return [{ path, side: "proposed", line: 0, message }];
  });
  const before = bytesOf(base.values());
  const growth = files.reduce((sum, file) => sum + contentBytes(file.proposed) - contentBytes(file.base), 0);
  const problems: string[] = [];
  if (items.length > 0)
    problems.push(`${counted(items.length, "file")} would hold more than ${counted(CONTENT_BYTES_MAX, "byte")}.`);
  if (result.size > memoriesMax && result.size > base.size)
    problems.push(
      `The store would hold ${counted(result.size, "file")}, more than the ${memoriesMax.toLocaleString("en-US")} it may.`,
    );
  if (growth > Math.max(GROWTH_BYTES_MIN, before * GROWTH_SHARE_MAX))
    problems.push(`The store would grow by ${counted(growth, "byte")}, from ${counted(before, "byte")}.`);
  if (problems.length > 0) return finishCheck("size", "warn", problems.join(" "), items);
  return finishCheck("size", "pass", `Files and store stay within their budgets: ${growthText(growth)}.`);
}

function growthText(growth: number): string {
  if (growth === 0) return "the store stays as large as it is";
  return growth > 0
    ? `the store grows by ${counted(growth, "byte")}`
    : `the store shrinks by ${counted(-growth, "byte")}`;
}
