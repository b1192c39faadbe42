import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { isWordUnit } from "./fact-atoms";
import { wordsOfLine } from "./standing-lines";

const TAIL_UNITS_MAX = 12;
const MARKED = /\((?:previously|noted \d|verified \d)/;

/** A line as a note: without list mark, stamp, marks, emphasis and case, so that a note which only has another date is the same. */
export function noteOf(line: string): string {
  return normaliseNote(wordsOfLine(line));
}

/** The last letters and digits of a line, which stamps and emphasis do not touch. */
function tailOf(line: string): string {
  let end = line.length;
  while (end > 0 && !isWordUnit(line.charCodeAt(end - 1))) end -= 1;
  let start = end;
  while (start > 0 && end - start < TAIL_UNITS_MAX && isWordUnit(line.charCodeAt(start - 1))) start -= 1;
  return line.slice(start, end).toLowerCase();
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
