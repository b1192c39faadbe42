import { counted, finishCheck } from "./finish-check";
import type { Change, ChangedFile, NamedLines } from "./read-change";
import { wordsOfLine } from "./standing-lines";
import type { Check, LineWarning } from "./types";

/** The removed lines, in order, that a person wrote by hand; a blank line holds nobody's words. */
function personsLines({ removed, baseLines, origins }: ChangedFile): number[] {
  let run = -1;
  return removed.filter((line) => {
    while ((origins[run + 1]?.line ?? Number.POSITIVE_INFINITY) <= line) run += 1;
    return origins[run]?.byPerson === true && (baseLines[line - 1] ?? "").trim() !== "";
  });
}

const linesOf = (count: number) => `${counted(count, "line")} that people wrote`;

/** Lines that people wrote go or change only when their words stand elsewhere, or when a finding names them. */
export function checkPeople(
  { files }: Change,
  named: NamedLines,
  kept: ReadonlySet<string>,
): { check: Check; warnings: LineWarning[] } {
  const warnings: LineWarning[] = [];
  let elsewhere = 0;
  let explained = 0;
  for (const file of files) {
    const path = file.basePath ?? file.path;
    for (const line of personsLines(file)) {
      if (kept.has(wordsOfLine(file.baseLines[line - 1] ?? ""))) elsewhere += 1;
      else if (named.base.get(path)?.has(line)) explained += 1;
      else {
        const message = "A person wrote this line, and no finding says why it goes.";
        warnings.push({ path, side: "base", line, check: "people", message });
      }
    }
  }
  const items = warnings.map(({ check: _, ...item }) => item);
  if (items.length > 0) {
    const goes = items.length === 1 ? "goes or changes" : "go or change";
    return {
      check: finishCheck("people", "warn", `${linesOf(items.length)} ${goes} without an explanation.`, items),
      warnings,
    };
  }
  return { check: finishCheck("people", "pass", keptSummary(elsewhere, explained)), warnings };
}

function keptSummary(elsewhere: number, explained: number): string {
  if (explained > 0)
    return `${linesOf(explained)} ${explained === 1 ? "goes or changes, and a finding says why" : "go or change, each with a finding that says why"}.`;
  if (elsewhere > 0) return `The words of ${linesOf(elsewhere)} stand in another place.`;
  return "No line that a person wrote goes or changes.";
}
