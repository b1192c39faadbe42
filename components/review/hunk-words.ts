import { signedText } from "@/components/ui/number-text";
import type { DiffFile, DiffHunk } from "./dream-diff";
import { operationName } from "./operation-mark";
import type { Choice, HunkEntry } from "./review-index";

/** What a hunk does, when it is not simply lines that change. */
export function kindWords(file: Pick<DiffFile, "from_path" | "path">, hunk: Pick<DiffHunk, "kind">): string | null {
  if (hunk.kind === "add") return "A new file.";
  if (hunk.kind === "remove") return "The whole file would go.";
  if (hunk.kind === "move") return `The file would move from ${file.from_path} to ${file.path}.`;
  return null;
}

/** `changed, +3 −1`; without numbers that are 0. */
export function fileChangeWords(file: Pick<DiffFile, "operation" | "lines_added" | "lines_removed">): string {
  const counts = [file.lines_added, -file.lines_removed].filter((count) => count !== 0).map(signedText);
  return [operationName(file.operation), ...(counts.length > 0 ? [counts.join(" ")] : [])].join(", ");
}

const CHOICE = { accept: "accepted", leave: "left out", reject: "rejected" } satisfies Record<Choice, string>;
const DECISION = { adopted: "adopted before", rejected: "rejected before", left_out: "left out", pending: "left out" };

/** What becomes of a hunk, in a word or two. */
export function stateWords(entry: HunkEntry, choice: Choice): string {
  return entry.isOpen ? CHOICE[choice] : DECISION[entry.hunk.decision];
}

/** What the store's newer state does to a hunk; null when it does nothing. */
export function driftWords(hunk: Pick<DiffHunk, "drift">): string | null {
  if (hunk.drift === "merges") return "merges with what changed meanwhile";
  if (hunk.drift === "conflicts") return "conflicts with what changed meanwhile";
  if (hunk.drift === "already_there") return "the store says so by now";
  return null;
}

/** `/triage.md, change 2 of 3`. */
export function hunkName(entry: HunkEntry, count: number): string {
  return `${entry.path}, change ${entry.number} of ${count}`;
}
