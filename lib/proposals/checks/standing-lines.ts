import { NOTE_CHARACTERS_MAX } from "@/lib/engines/local/notes/note-stamp";
import { withoutMarks } from "@/lib/engines/without-marks";
import type { Change } from "./read-change";

const LIST_MARKS = /^(?:(?:[-*+•>]|\d{1,3}[.)])\s+)+/;

/** A line without the marks that dreams leave; a very long one is no note and has none. */
export function unmarked(line: string): string {
  return line.length > NOTE_CHARACTERS_MAX ? line : withoutMarks(line);
}

/** The words of a line: without indent, list marks, and the marks that dreams leave. Empty for a blank line. */
export function wordsOfLine(line: string): string {
  const text = unmarked(line.trim()).trim().replace(LIST_MARKS, "");
  return /\s\s|\t/.test(text) ? text.replace(/\s+/g, " ") : text;
}

/** Which of `wanted` are lines of the texts, each line read with `keyOf`. Stops when all are found. */
export function standingLines(
  texts: Iterable<string>,
  wanted: ReadonlySet<string>,
  keyOf: (line: string) => string,
): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    if (found.size === wanted.size) break;
    for (const line of text.split("\n")) {
      const key = keyOf(line);
      if (wanted.has(key)) found.add(key);
    }
  }
  return found;
}

/** The words of removed lines that some line of the store after the proposal says, wherever that is. */
export function keptWords({ files, result }: Change): Set<string> {
  const wanted = new Set(
    files.flatMap(({ baseLines, removed }) => removed.map((line) => wordsOfLine(baseLines[line - 1] ?? ""))),
  );
  wanted.delete("");
  if (wanted.size === 0) return wanted;
  const kept = standingLines(result.values(), wanted, wordsOfLine);
  kept.add("");
  return kept;
}
