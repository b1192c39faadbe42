import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { wordsOfLine } from "./standing-lines";

const TAIL_UNITS_MAX = 32;
/** Letters and digits of other scripts. */
const OTHER = /[^\p{ASCII}]/u;
const MARKED = /\((?:previously|noted \d|verified \d)/;

/** A line as a note: without list mark, stamp, marks, emphasis and case, so that a note which only has another date is the same. */
export function noteOf(line: string): string {
  return normaliseNote(wordsOfLine(line));
}

/**
 * Reads a line from its end and gives a number for its last 1, 2, ... letters and digits (ASCII), which stamps before a note,
 * spacing, case and emphasis do not touch, until `isEnough`.
 */
function readTail(line: string, isEnough: (tail: number, units: number) => boolean): void {
  let tail = 0;
  let units = 0;
  for (let at = line.length - 1; at >= 0; at -= 1) {
    let unit = line.charCodeAt(at);
    if (unit >= 65 && unit <= 90) unit += 32;
    if (!((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57))) continue;
    tail = (Math.imul(tail, 31) + unit) | 0;
    units += 1;
    if (isEnough(tail, units)) return;
  }
}

/** The ends of notes, by how many letters and digits they have; `hasOther` when some note has none of these, but others. */
function tailsOf(notes: Iterable<string>): { tails: Set<number>[]; hasOther: boolean } {
  let hasOther = false;
  const tails = Array.from({ length: TAIL_UNITS_MAX + 1 }, () => new Set<number>());
  for (const note of notes) {
    let last: [tail: number, units: number] | null = null;
    readTail(note, (tail, units) => {
      last = [tail, units];
      return units === TAIL_UNITS_MAX;
    });
    if (last !== null) tails[last[1]]?.add(last[0]);
    else hasOther ||= OTHER.test(note);
  }
  return { tails, hasOther };
}

function endsAlike(line: string, tails: Set<number>[]): boolean {
  let isAlike = false;
  readTail(line, (tail, units) => {
    isAlike = tails[units]?.has(tail) === true;
    return isAlike || units === TAIL_UNITS_MAX;
  });
  return isAlike;
}

/**
 * Which of the notes (as `noteOf` gives them) some line of the texts says. Reading each line of a large store as a note takes
 * seconds: only lines with the same end are.
 */
export function standingNotes(texts: Iterable<string>, notes: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const { tails, hasOther } = tailsOf(notes);
  for (const text of texts) {
    if (found.size === notes.size) break;
    for (const line of text.split("\n")) {
      if (!endsAlike(line, tails) && !MARKED.test(line) && !(hasOther && OTHER.test(line))) continue;
      const note = noteOf(line);
      if (notes.has(note)) found.add(note);
    }
  }
  return found;
}
