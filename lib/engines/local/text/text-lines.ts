/** Lines of a text with their LF; a last line may have none. Joined they are the text, byte for byte. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A line without the line end (LF or CRLF) and, where it is the first of a file, without the BOM. */
export function lineText(line: string): string {
  return line.replace(/\r?\n$|\r$/, "").replace(/^\ufeff/, "");
}

/** Order of UTF-16 units: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
