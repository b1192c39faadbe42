import { countHidden } from "@/components/ui/hidden-characters";
import { plural } from "@/components/ui/number-text";
import type { DiffFile, DiffFinding, DiffHunk, DreamDiff } from "./dream-diff";

const ORDER: Record<DiffFile["operation"], number> = { removed: 0, moved: 1, modified: 1, added: 2 };

/** Removals come first, then changes, then new files; each by path. */
export function orderFiles(files: DiffFile[]): DiffFile[] {
  return [...files].sort((a, b) => ORDER[a.operation] - ORDER[b.operation] || (a.path < b.path ? -1 : 1));
}

/** The findings behind a file, in the order of the proposal. */
export function findingsOf(file: DiffFile, findings: DiffFinding[]): DiffFinding[] {
  const ids = new Set([...file.finding_ids, ...file.hunks.flatMap((hunk) => hunk.finding_ids)]);
  return findings.filter((finding) => ids.has(finding.id));
}

/** What a person should know before taking a file. */
export function fileWarnings(file: DiffFile, findings: DiffFinding[]): string[] {
  const warnings: string[] = [];
  const isBacked = findingsOf(file, findings).some(restsOnSomething);
  if (!isBacked) warnings.push("no evidence");
  const added = file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.startsWith("+"))).join("\n");
  const hidden = countHidden(added);
  if (hidden > 0) warnings.push(plural(hidden, "hidden character"));
  return warnings;
}

/** A finding about the order of the store rests on the store itself. */
function restsOnSomething(finding: DiffFinding): boolean {
  return finding.evidence.length > 0 || finding.sources.length > 0 || finding.kind === "organise";
}

/** Files that wait and have no warning start ticked. */
export function startChosen(diff: DreamDiff): Set<string> {
  const waiting = diff.files.filter((file) => file.decision === "pending");
  return new Set(waiting.filter((file) => fileWarnings(file, diff.findings).length === 0).map((file) => file.path));
}

/** Runs of changed lines; a moved file without any counts as one change. */
export function changeCount(file: DiffFile): number {
  return Math.max(1, file.hunks.length);
}

/** What pressing Adopt will do, in words. */
export function adoptionWords(files: DiffFile[], chosen: ReadonlySet<string>): { verb: string; rest: string } {
  const taken = files.filter((file) => chosen.has(file.path));
  if (taken.length === 0) return { verb: "Nothing chosen", rest: `${plural(files.length, "file")} left out` };
  const changes = taken.reduce((sum, file) => sum + changeCount(file), 0);
  const left = files.length - taken.length;
  const removed = taken.filter((file) => file.operation === "removed").length;
  const rest = [left > 0 ? `${left} left out` : "nothing left out"];
  if (removed > 0) rest.push(`${plural(removed, "file")} will be removed`);
  return { verb: `Adopt ${plural(changes, "change")} in ${plural(taken.length, "file")}`, rest: rest.join(", ") };
}

export type LineMark = { side: "base" | "proposed"; line: number; findingIds: string[] };

/** For each run of changes with findings behind it, the first line it removes, else the first it adds. */
export function lineMarks(file: DiffFile): LineMark[] {
  return file.hunks.flatMap((hunk) => {
    const place = hunk.finding_ids.length > 0 ? firstChange(hunk) : null;
    return place ? [{ ...place, findingIds: hunk.finding_ids }] : [];
  });
}

function firstChange(hunk: DiffHunk): Pick<LineMark, "side" | "line"> | null {
  const before = hunk.lines.findIndex((line) => !line.startsWith(" "));
  if (before < 0) return null;
  return hunk.lines[before]?.startsWith("-")
    ? { side: "base", line: hunk.base_start + before }
    : { side: "proposed", line: hunk.proposed_start + before };
}

export type DriftConflict = { path: string; reason: string };

/** The files that an answer of 409 names, when it names any. */
export function conflictsOf(extra: Record<string, unknown>): DriftConflict[] {
  if (!Array.isArray(extra.conflicts)) return [];
  return extra.conflicts.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null) return [];
    const { path, reason } = each as { path?: unknown; reason?: unknown };
    return typeof path === "string" ? [{ path, reason: typeof reason === "string" ? reason : "it changed" }] : [];
  });
}
