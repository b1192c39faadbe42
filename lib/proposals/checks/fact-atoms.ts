import { findUnit } from "@/lib/engines/local/verify/claim-units";

/** Longer facts are told apart by their first atoms. */
export const FACT_ATOMS_MAX = 8;

const LETTER = 1;
const NUMBER = 2;
const PERCENT = 3;
const OTHER = 4;

/** What each UTF-16 unit is, 0 until it was seen: asking the expression for every character of a large store takes seconds. */
const kinds = new Uint8Array(0x10000);

function kindOf(unit: number): number {
  const known = kinds[unit] ?? OTHER;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  let kind = OTHER;
  if (/[\p{L}\p{M}]/u.test(character)) kind = LETTER;
  else if (/\p{N}/u.test(character)) kind = NUMBER;
  else if (character === "%") kind = PERCENT;
  kinds[unit] = kind;
  return kind;
}

/** Where the atoms of a text begin and end, in turns. */
function boundsOf(text: string): number[] {
  const bounds: number[] = [];
  let before = OTHER;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === before) continue;
    if (before !== OTHER) bounds.push(at);
    if (kind !== OTHER) bounds.push(at);
    before = kind;
  }
  if (before !== OTHER) bounds.push(text.length);
  return bounds;
}

/** The letters and digits of a text in runs of one kind, lower case: `Port 8443/tcp` is port, 8443, tcp. */
export function atomsOf(text: string): string[] {
  const lower = text.toLowerCase();
  const bounds = boundsOf(lower);
  return Array.from({ length: bounds.length / 2 }, (_, index) => lower.slice(bounds[2 * index], bounds[2 * index + 1]));
}

/** The same for equal facts, whatever their spacing, case and names of units. */
export function factKey(atoms: readonly string[]): string {
  return atoms
    .map((atom, index) => {
      const isMeasure = index > 0 && kindOf((atoms[index - 1] ?? "").charCodeAt(0)) === NUMBER;
      const unit = isMeasure ? findUnit(atom) : null;
      return unit === null ? atom : `${unit.kind}:${unit.factor}`;
    })
    .join(" ");
}

/** Rows that were not found yet: their keys by first atom and by number of atoms. */
type Pending = Map<string, Map<number, Set<string>>>;

function pendingOf(rows: readonly (readonly string[])[]): Pending {
  const pending: Pending = new Map();
  for (const row of rows) {
    const first = row[0] ?? "";
    const byLength = pending.get(first) ?? new Map<number, Set<string>>();
    byLength.set(row.length, (byLength.get(row.length) ?? new Set()).add(factKey(row)));
    pending.set(first, byLength);
  }
  return pending;
}

/** Most atoms of a text begin no fact; length and first letter tell nearly all of those. */
const shapeOf = (first: number, length: number) => ((first & 0xff) << 5) | Math.min(length, 31);

function takeRows(text: string, pending: Pending, shapes: Uint8Array, found: Set<string>): void {
  const bounds = boundsOf(text);
  const atomAt = (at: number) => text.slice(bounds[at], bounds[at + 1]);
  for (let at = 0; at < bounds.length; at += 2) {
    const start = bounds[at] ?? 0;
    if (shapes[shapeOf(text.charCodeAt(start), (bounds[at + 1] ?? 0) - start)] === 0) continue;
    const first = atomAt(at);
    const byLength = pending.get(first);
    if (byLength === undefined) continue;
    for (const [length, keys] of byLength) {
      const key = factKey(Array.from({ length }, (_, next) => atomAt(at + 2 * next)));
      if (!keys.delete(key)) continue;
      found.add(key);
      if (keys.size === 0) byLength.delete(length);
    }
    if (byLength.size === 0) pending.delete(first);
  }
}

/** Which rows of atoms stand in the texts, as keys. One pass; stops when all are found. */
export function standingRows(texts: Iterable<string>, rows: readonly (readonly string[])[]): Set<string> {
  const pending = pendingOf(rows);
  const shapes = new Uint8Array(0x100 << 5);
  for (const first of pending.keys()) shapes[shapeOf(first.charCodeAt(0), first.length)] = 1;
  const found = new Set<string>();
  for (const text of texts) {
    if (pending.size === 0) break;
    takeRows(text.toLowerCase(), pending, shapes, found);
  }
  return found;
}
