import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { wordsOfLine } from "./standing-lines";

const TAIL_UNITS_MAX = 12;
const MARKED = /\((?:previously|noted \d|verified \d)/;

/** A line as a note: without list mark, stamp, marks, emphasis and case, so that a note which only has another date is the same. */
export function noteOf(line: string): string {
  return normaliseNote(wordsOfLine(line));
}

/** A number for the last letters and digits (ASCII) of a line, which stamps, spacing, case and emphasis do not touch. */
function tailOf(line: string): number {
  let tail = 0;
  let units = 0;
  for (let at = line.length - 1; at >= 0 && units < TAIL_UNITS_MAX; at -= 1) {
    let unit = line.charCodeAt(at);
    if (unit >= 65 && unit <= 90) unit += 32;
    if (!((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57))) continue;
    tail = (tail * 31 + unit) | 0;
    units += 1;
  }
  return tail;
}

/**
 * Which of the notes (as `noteOf` gives them) some line of the texts says. Reading each line of a large store as a note takes
 * seconds: only lines with the same end are.
 */
export function standingNotes(texts: Iterable<string>, notes: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const tails = new Set([...notes].map(tailOf));
  for (const text of texts) {
    if (found.size === notes.size) break;
    for (const line of text.split("\n")) {
      if (!tails.has(tailOf(line)) && !MARKED.test(line)) continue;
      const note = noteOf(line);
      if (notes.has(note)) found.add(note);
    }
  }
  return found;
}
