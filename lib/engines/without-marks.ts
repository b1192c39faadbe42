import { readMarks } from "@/lib/engines/local/notes/note-marks";

const MARKED = /\((?:previously|noted \d|verified \d)/;

/**
 * The text without the marks that dreams leave at the end of notes, line by line: whose words a line holds, and since when,
 * does not change with a mark.
 */
export function withoutMarks(text: string): string {
  if (!MARKED.test(text)) return text;
  return text.replace(/[^\r\n]+/g, (line) => (MARKED.test(line) ? readMarks(line).body.trimEnd() : line));
}
