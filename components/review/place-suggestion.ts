import { splitLines } from "@/lib/diff/lines";
import { matchLines } from "@/lib/diff/match-lines";
import type { DiffFinding } from "./dream-diff";

export type Suggestion = DiffFinding["suggestion"][number];

/**
 * `current`, which was made of `base`, with what the suggestions for it would change. Their lines are those of the base;
 * they are looked up in the current text.
 * @returns null when a line that would go, or the one to stand after, is no longer there as it was
 */
export function placeSuggestions(base: string, current: string, suggestions: Suggestion[]): string | null {
  const baseLines = splitLines(base);
  const lines = splitLines(current);
  const placeOf = new Map<number, number>();
  matchLines(baseLines, lines).forEach((baseLine, line) => {
    if (baseLine >= 0) placeOf.set(baseLine, line);
  });
  const changes = suggestions.map((suggestion) => placeOne(placeOf, suggestion));
  if (changes.includes(null)) return null;
  const ordered = changes.flatMap((change) => change ?? []).sort((a, b) => b.from - a.from);
  for (const { from, count, added } of ordered) {
    const before = lines[from - 1];
    if (added.length > 0 && before !== undefined && !before.endsWith("\n")) lines[from - 1] = `${before}\n`;
    lines.splice(from, count, ...added.map((line) => `${line}\n`));
  }
  return lines.join("");
}

/** Whether every line that a finding would add stands in what a person wrote. One that only takes away is never known to be. */
export function isSwitchedOn(
  { suggestion }: Pick<DiffFinding, "suggestion">,
  edits: ReadonlyMap<string, string>,
): boolean {
  const added = suggestion.flatMap(({ path, lines }) => lines.map((line) => ({ path, line })));
  return added.length > 0 && added.every(({ path, line }) => edits.get(path)?.split("\n").includes(line));
}

type Change = { from: number; count: number; added: string[] };

function placeOne(placeOf: ReadonlyMap<number, number>, { start, end, lines }: Suggestion): Change | null {
  const count = Math.max(0, end - start + 1);
  if (count === 0) {
    if (start === 1) return { from: 0, count, added: lines };
    const before = placeOf.get(start - 2);
    return before === undefined ? null : { from: before + 1, count, added: lines };
  }
  const from = placeOf.get(start - 1);
  if (from === undefined) return null;
  for (let at = 1; at < count; at += 1) if (placeOf.get(start - 1 + at) !== from + at) return null;
  return { from, count, added: lines };
}
