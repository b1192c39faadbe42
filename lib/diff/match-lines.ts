import { diffArrays } from "diff";

/**
 * Edits after which the exact search gives up, over a whole text and between two lines that are known to match: its time
 * and memory grow with their square. Lines that only one text has do not count. So the worst pairs of 100 KiB take a
 * fraction of a second, where the unbounded search would run for minutes.
 */
const EDITS_MAX = 500;
const EDITS_BETWEEN_MAX = 60;

/** A line that both texts may share: `base` and `proposed` are its numbers, from 0. */
type Pair = { base: number; proposed: number };

/**
 * Which lines of two texts are the same, in the same order: for each line of `proposed` the number of its line in `base`
 * (from 0), or -1 for a new one; the numbers increase. As many as possible (Myers, "An O(ND) Difference Algorithm", 1986);
 * beyond EDITS_MAX edits, those between lines that occur once on each side (Bram Cohen's patience diff).
 */
export function matchLines(base: readonly string[], proposed: readonly string[]): Int32Array {
  const match = new Int32Array(proposed.length).fill(-1);
  const shorter = Math.min(base.length, proposed.length);
  let start = 0;
  for (; start < shorter && base[start] === proposed[start]; start++) match[start] = start;
  let baseEnd = base.length;
  let proposedEnd = proposed.length;
  while (baseEnd > start && proposedEnd > start && base[baseEnd - 1] === proposed[proposedEnd - 1]) {
    match[--proposedEnd] = --baseEnd;
  }
  // A line that only one side has matches nothing; without those, texts that share nothing cost nothing.
  const known = new Set(base.slice(start, baseEnd));
  const wanted = new Set(proposed.slice(start, proposedEnd));
  const baseKept = numbersOf(base, start, baseEnd, wanted);
  const proposedKept = numbersOf(proposed, start, proposedEnd, known);
  const baseLines = baseKept.map((number) => base[number] as string);
  const proposedLines = proposedKept.map((number) => proposed[number] as string);
  for (const pair of align(baseLines, proposedLines)) {
    match[proposedKept[pair.proposed] as number] = baseKept[pair.base] as number;
  }
  return match;
}

function numbersOf(lines: readonly string[], start: number, end: number, shared: ReadonlySet<string>): number[] {
  const numbers: number[] = [];
  for (let number = start; number < end; number++) if (shared.has(lines[number] as string)) numbers.push(number);
  return numbers;
}

function align(base: string[], proposed: string[]): Pair[] {
  if (base.length === 0 || proposed.length === 0) return [];
  const exact = alignExactly(base, proposed, EDITS_MAX);
  if (exact !== null) return exact;
  const pairs: Pair[] = [];
  let from: Pair = { base: 0, proposed: 0 };
  for (const anchor of [...anchorsOf(base, proposed), { base: base.length, proposed: proposed.length }]) {
    const between =
      alignExactly(
        base.slice(from.base, anchor.base),
        proposed.slice(from.proposed, anchor.proposed),
        EDITS_BETWEEN_MAX,
      ) ?? [];
    for (const pair of between) pairs.push({ base: from.base + pair.base, proposed: from.proposed + pair.proposed });
    if (anchor.base < base.length) pairs.push(anchor);
    from = { base: anchor.base + 1, proposed: anchor.proposed + 1 };
  }
  return pairs;
}

/** The longest common sequence, or null when it takes more than `editsMax` edits. */
function alignExactly(base: string[], proposed: string[], editsMax: number): Pair[] | null {
  const changes = diffArrays(base, proposed, { maxEditLength: editsMax });
  if (changes === undefined) return null;
  const pairs: Pair[] = [];
  const at: Pair = { base: 0, proposed: 0 };
  for (const change of changes) {
    if (!change.added && !change.removed) {
      for (let line = 0; line < change.count; line++)
        pairs.push({ base: at.base + line, proposed: at.proposed + line });
    }
    if (!change.added) at.base += change.count;
    if (!change.removed) at.proposed += change.count;
  }
  return pairs;
}

/** The longest increasing row of lines that occur once on each side. */
function anchorsOf(base: string[], proposed: string[]): Pair[] {
  const places = onceOnly(base);
  const unique = [...onceOnly(proposed)].flatMap(([line, place]): Pair[] => {
    const there = places.get(line);
    return there === undefined ? [] : [{ base: there, proposed: place }];
  });
  // Patience sorting: tops[n] ends the best row of n + 1 pairs; each pair remembers the one before it in its row.
  const tops: (Pair & { before: Pair | undefined })[] = [];
  for (const pair of unique) {
    let low = 0;
    for (let high = tops.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((tops[middle] as Pair).base < pair.base) low = middle + 1;
      else high = middle;
    }
    tops[low] = { ...pair, before: tops[low - 1] };
  }
  const row: Pair[] = [];
  for (let pair: (Pair & { before?: Pair | undefined }) | undefined = tops.at(-1); pair; pair = pair.before)
    row.push(pair);
  return row.reverse().map(({ base: there, proposed: here }) => ({ base: there, proposed: here }));
}

/** Lines that occur once, with their numbers, in order. */
function onceOnly(lines: string[]): Map<string, number> {
  const places = new Map<string, number>();
  const again = new Set<string>();
  lines.forEach((line, number) => {
    if (places.has(line)) again.add(line);
    else places.set(line, number);
  });
  for (const line of again) places.delete(line);
  return places;
}
