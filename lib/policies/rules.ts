import type { Check } from "@/lib/proposals/checks/types";
import { openHunks } from "@/lib/proposals/decide-hunks";
import { findingsByPath, findingsOfHunk } from "@/lib/proposals/findings-of";
import type { DreamDiff } from "@/lib/proposals/get-dream-diff";
import { isWarned, warnedLines } from "@/lib/proposals/hunk-warnings";
import type { ProposalHunk } from "@/lib/proposals/list-hunks";
import type { ProposalFile } from "@/lib/proposals/load-files";
import type { CheckName, CheckResource, FindingKind } from "@/lib/proposals/schema";

/**
 * Checks that have to pass before anything is adopted without a person. Of the others (evidence, links, loss) only the hunks
 * that they name are left to a person: a note that goes takes its numbers along, and says nothing about the rest.
 */
const CLEAN: readonly CheckName[] = [
  "secrets",
  "personal_data",
  "hidden_characters",
  "instructions",
  "quotes",
  "people",
  "size",
];

/**
 * Whether nothing in the whole proposal speaks against it, and every place that a check names is known; a proposal that was
 * never checked is not clean.
 */
export function isClean(checks: Pick<CheckResource, "check" | "level" | "count" | "items">[]): boolean {
  const levels = new Map(checks.map(({ check, level }) => [check, level]));
  const deletions = levels.get("deletions");
  const isKnown = checks.every(({ level, count, items }) => level === "pass" || count <= items.length);
  const passes = CLEAN.every((check) => levels.get(check) === "pass");
  return isKnown && passes && deletions !== undefined && deletions !== "confirm";
}

/** Whether a person wrote a line of the base, counted from 1. */
export type ByPerson = (file: ProposalFile, line: number) => boolean;

type Picking = {
  diff: Pick<DreamDiff, "files" | "findings" | "checks">;
  kinds: ReadonlySet<FindingKind>;
  byPerson: ByPerson;
};

/**
 * Hunks that may be adopted without a person: they wait, are on, no check names them, they remove no file and no line of a
 * person, and every finding behind them is of `kinds`. A finding is taken with all of its hunks or not at all: half a merge would lose the note.
 */
export function pickHunks({ diff, kinds, byPerson }: Picking): string[] {
  const byPath = findingsByPath(diff.findings);
  const allowed = new Set(
    diff.findings.filter(({ kind, state }) => state === "proposed" && kinds.has(kind)).map(({ id }) => id),
  );
  const isNamed = namedByChecks(diff.checks);
  const hunks = diff.files.flatMap((file) => {
    const open = new Set(openHunks(file));
    return file.hunks.map((hunk) => {
      const findings = findingsOfHunk(byPath, file, hunk);
      const isOpen = open.has(hunk.id) && !file.offHunks.includes(hunk.id);
      const isFree = !isNamed(file, hunk) && !touchesPerson(file, hunk, byPerson);
      return { id: hunk.id, findings, may: isOpen && findings.length > 0 && isFree };
    });
  });
  for (let stands = 0; stands !== allowed.size; ) {
    stands = allowed.size;
    for (const { findings, may } of hunks) {
      if (may && findings.every((id) => allowed.has(id))) continue;
      for (const id of findings) allowed.delete(id);
    }
  }
  return hunks.filter(({ findings, may }) => may && findings.every((id) => allowed.has(id))).map(({ id }) => id);
}

/** Whether a check that did not pass names a line of the hunk, or its file as a whole. */
function namedByChecks(checks: Check[]): (file: ProposalFile, hunk: ProposalHunk) => boolean {
  const items = checks.flatMap((check) => (check.level === "pass" ? [] : check.items));
  const lines = warnedLines(items);
  const whole = new Set(items.filter(({ line }) => line === 0).map(({ path }) => path));
  return (file, hunk) => whole.has(file.path) || whole.has(file.fromPath ?? file.path) || isWarned(lines, file, hunk);
}

function touchesPerson(file: ProposalFile, { kind, change }: ProposalHunk, byPerson: ByPerson): boolean {
  if (kind === "remove") return true;
  if (change === null) return false;
  for (let line = change.baseStart + 1; line <= change.baseEnd; line++) if (byPerson(file, line)) return true;
  return false;
}
