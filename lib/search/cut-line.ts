import type { Span } from "./matcher";

export const LINE_CHARACTERS_MAX = 400;
/** Characters before the first range, so that it is read in its context. */
const LEAD_CHARACTERS = 100;

/** All offsets and lengths count code points. */
export type CutLine = { text: string; offset: number; characters: number; ranges: Span[] };

/** A line cut to what lies around its first match; `spans` are in UTF-16 units and in order. */
export function cutLine(line: string, spans: Span[]): CutLine {
  const characters = [...line];
  const ranges = inCharacters(characters, spans);
  const first = ranges[0]?.start ?? 0;
  const latest = Math.max(0, characters.length - LINE_CHARACTERS_MAX);
  const offset = Math.min(Math.max(0, first - LEAD_CHARACTERS), latest);
  const shown = characters.slice(offset, offset + LINE_CHARACTERS_MAX);
  const inside = ranges.flatMap(({ start, end }) =>
    start - offset >= shown.length ? [] : [{ start: start - offset, end: Math.min(end - offset, shown.length) }],
  );
  // Joined anew: a slice would keep the whole line in memory.
  return { text: shown.join(""), offset, characters: characters.length, ranges: inside };
}

function inCharacters(characters: string[], spans: Span[]): Span[] {
  const ranges: Span[] = [];
  let units = 0;
  let count = 0;
  const advanceTo = (unit: number): number => {
    while (units < unit && count < characters.length) units += characters[count++]?.length ?? 1;
    return count;
  };
  for (const { start, end } of spans) ranges.push({ start: advanceTo(start), end: advanceTo(end) });
  return ranges;
}
