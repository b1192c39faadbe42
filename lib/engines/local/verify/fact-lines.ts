/** A line of a text with the place where it begins. */
export type FactLine = { text: string; start: number };

/** What reading tools put before each line: a number and a tab or an arrow. */
const NUMBERED = /^\s{0,8}\d{1,7}(?:\t|→)/;

/**
 * The text with the numbers that a reading tool put before its lines blanked, so that all places stay; unchanged when it has
 * none. Numbers count only when the first two lines (or the only one) have them.
 */
export function withoutLineNumbers(text: string): string {
  const [first = "", second = ""] = text.split("\n", 2);
  if (!NUMBERED.test(first) || (second !== "" && !NUMBERED.test(second))) return text;
  return text.replace(/^\s{0,8}\d{1,7}(?:\t|→)/gm, (mark) => mark.replace(/[^\n]/g, " "));
}

/** The lines of a text, without line ends. */
export function factLines(text: string): FactLine[] {
  const lines: FactLine[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line.endsWith("\r") ? line.slice(0, -1) : line, start });
    start += line.length + 1;
  }
  return lines;
}
