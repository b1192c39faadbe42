/** Lines with their ends: split after each LF, everything else (CR, BOM, U+2028) belongs to the line. Joined they are the text. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
