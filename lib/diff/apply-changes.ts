import type { Change } from "@/lib/diff/hunks";
import { splitLines } from "@/lib/diff/lines";

/**
 * `base` with some of the changes that make `proposed` out of it: all of them give `proposed`, none gives `base`. Changes do
 * not overlap, so the order in which they are chosen is of no account.
 * @param changes those of `listChanges(base, proposed)`
 * @param taken whether the change with this place in `changes` is made
 */
export function applyChanges(
  base: string,
  proposed: string,
  { changes, taken }: { changes: Change[]; taken: (index: number) => boolean },
): string {
  const baseLines = splitLines(base);
  const lines = splitLines(proposed);
  const result: string[] = [];
  let next = 0;
  changes.forEach((change, index) => {
    result.push(...baseLines.slice(next, change.baseStart));
    result.push(
      ...(taken(index) ? lines.slice(change.start, change.end) : baseLines.slice(change.baseStart, change.baseEnd)),
    );
    next = change.baseEnd;
  });
  result.push(...baseLines.slice(next));
  return result.join("");
}
