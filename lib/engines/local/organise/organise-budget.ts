import { type Draft, draftContents } from "@/lib/engines/local/draft/draft";
import { splitLines } from "@/lib/engines/local/text/text-lines";

/** Most lines that one dream moves unasked: a tenth of the store, and always enough for one file of the largest size. */
const SHARE = 0.1;
const LINES_MIN = 2000;

/** What a dream has moved so far. The passes run in rounds over one draft, and the bound holds for all of them. */
const spent = new WeakMap<Draft, number>();

/** True when a dream may still move so many lines. */
export function hasRoom(draft: Draft, lines: number): boolean {
  const used = (spent.get(draft) ?? 0) + lines;
  if (used <= LINES_MIN) return true;
  const count = draftContents(draft).reduce((sum, { content }) => sum + splitLines(content).length, 0);
  return used <= Math.floor(count * SHARE);
}

/** Counts lines that were moved. */
export function countMoved(draft: Draft, lines: number): void {
  spent.set(draft, (spent.get(draft) ?? 0) + lines);
}
