import { openHunks } from "@/lib/proposals/decide-hunks";
import { findingsByPath, findingsOfHunk } from "@/lib/proposals/findings-of";
import type { DreamDiff } from "@/lib/proposals/get-dream-diff";
import type { ProposalHunk } from "@/lib/proposals/list-hunks";
import type { ProposalFile } from "@/lib/proposals/load-files";
import type { CheckName, CheckResource, FindingKind } from "@/lib/proposals/schema";

/** Checks that have to pass before anything is adopted without a person. */
const CLEAN: readonly CheckName[] = [
  "secrets",
  "personal_data",
  "hidden_characters",
  "instructions",
  "quotes",
  "people",
];

/** Whether nothing in the whole proposal speaks against it; a proposal that was never checked is not clean. */
export function isClean(checks: Pick<CheckResource, "check" | "level">[]): boolean {
  const levels = new Map(checks.map(({ check, level }) => [check, level]));
  const deletions = levels.get("deletions");
  return CLEAN.every((check) => levels.get(check) === "pass") && deletions !== undefined && deletions !== "confirm";
}

/** Whether a person wrote a line of the base, counted from 1. */
export type ByPerson = (file: ProposalFile, line: number) => boolean;

type Picking = {
  diff: Pick<DreamDiff, "files" | "findings">;
  kinds: ReadonlySet<FindingKind>;
  byPerson: ByPerson;
};

/**
 * Hunks that may be adopted without a person: they wait, are on, remove no file and no line of a person, and every finding
 * behind them is of `kinds`. A finding is taken with all of its hunks or not at all: half a merge would lose the note.
 */
export function pickHunks({ diff, kinds, byPerson }: Picking): string[] {
  const byPath = findingsByPath(diff.findings);
  const allowed = new Set(
    diff.findings.filter(({ kind, state }) => state === "proposed" && kinds.has(kind)).map(({ id }) => id),
  );
  const hunks = diff.files.flatMap((file) => {
    const open = new Set(openHunks(file));
    return file.hunks.map((hunk) => {
      const findings = findingsOfHunk(byPath, file, hunk);
      const isOpen = open.has(hunk.id) && !file.offHunks.includes(hunk.id);
      return { id: hunk.id, findings, may: isOpen && findings.length > 0 && !touchesPerson(file, hunk, byPerson) };
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

function touchesPerson(file: ProposalFile, { kind, change }: ProposalHunk, byPerson: ByPerson): boolean {
  if (kind === "remove") return true;
  if (change === null) return false;
  for (let line = change.baseStart + 1; line <= change.baseEnd; line++) if (byPerson(file, line)) return true;
  return false;
}
