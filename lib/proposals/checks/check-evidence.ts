import { matchLines } from "@/lib/diff/match-lines";
import { counted, finishCheck } from "./finish-check";
import type { Change, ChangedFile, NamedLines } from "./read-change";
import type { Check, LineWarning } from "./types";

const isBlank = (line: string) => line.trim() === "";

/**
 * The added lines that no finding names. A diff may show another one of equal lines as new than the one that was written:
 * so a line also counts as carried on when the lines that no finding names stand in the base in that order.
 */
function unnamedLines(file: ChangedFile, named: ReadonlySet<number>): number[] {
  const missing = file.added.filter((line) => !named.has(line) && !isBlank(file.proposedLines[line - 1] ?? ""));
  if (missing.length === 0 || file.basePath === null) return missing;
  const others = file.proposedLines
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text, line }) => !named.has(line) && !isBlank(text));
  const match = matchLines(
    file.baseLines.filter((text) => !isBlank(text)),
    others.map(({ text }) => text),
  );
  const unmatched = new Set(others.filter((_, index) => match[index] === -1).map(({ line }) => line));
  if (unmatched.size === 0) return [];
  const found = missing.filter((line) => unmatched.has(line));
  return found.length > 0 ? found : missing;
}

/** Every added line that is not blank is named by a finding whose change is in the proposal. */
export function checkEvidence({ files }: Change, named: NamedLines): { check: Check; warnings: LineWarning[] } {
  let added = 0;
  const warnings: LineWarning[] = [];
  for (const file of files) {
    added += file.added.filter((line) => !isBlank(file.proposedLines[line - 1] ?? "")).length;
    for (const line of unnamedLines(file, named.proposed.get(file.path) ?? new Set())) {
      const message = "No evidence: no finding stands behind this line.";
      warnings.push({ path: file.path, side: "proposed", line, check: "evidence", message });
    }
  }
  const items = warnings.map(({ check: _, ...item }) => item);
  if (items.length > 0) {
    const has = items.length === 1 ? "has" : "have";
    const summary = `${counted(items.length, "added line")} ${has} no finding behind ${items.length === 1 ? "it" : "them"}.`;
    return { check: finishCheck("evidence", "warn", summary, items), warnings };
  }
  const summary = added === 0 ? "No line is added." : `A finding stands behind ${every(added)}.`;
  return { check: finishCheck("evidence", "pass", summary), warnings };
}

const every = (count: number) => (count === 1 ? "the 1 added line" : `each of ${counted(count, "added line")}`);
