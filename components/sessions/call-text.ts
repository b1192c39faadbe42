const MAIN_KEYS = ["command", "file_path", "pattern", "path", "query", "url", "description", "prompt"];

/** One line that tells what a call does: its main argument, else its input as JSON. Cut at `max` characters. */
export function callLine(input: Record<string, unknown>, max = 140): string {
  const main = MAIN_KEYS.map((key) => input[key]).find((value) => typeof value === "string" && value !== "");
  const text = typeof main === "string" ? main : JSON.stringify(input);
  const line = text === "{}" ? "" : text.replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** The first telling line of an outcome. */
export function outcomeLine(text: string, max = 100): string {
  const line =
    text
      .split("\n")
      .find((each) => each.trim() !== "")
      ?.trim() ?? "";
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** The input field by field: strings as they are, everything else as JSON. */
export function inputFields(input: Record<string, unknown>): { key: string; text: string }[] {
  return Object.entries(input).map(([key, value]) => ({
    key,
    text: typeof value === "string" ? value : JSON.stringify(value, null, 2),
  }));
}
