import { NESTING_MAX, nestsTooDeep } from "@/lib/core/json";
import { TranscriptError } from "./transcript-error";

export type JsonLine = { line: number; value: unknown };

/**
 * Reads JSON lines one at a time. Blank lines, a byte order mark and CR before LF are allowed; lines count from 1.
 *
 * @throws TranscriptError at the first line that is not JSON
 */
export function* readJsonLines(text: string): Generator<JsonLine> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let line = 1; start <= text.length; line += 1) {
    const end = text.indexOf("\n", start);
    const raw = text.slice(start, end === -1 ? text.length : end).trim();
    start = end === -1 ? text.length + 1 : end + 1;
    if (raw !== "") yield { line, value: parseLine(raw, line) };
  }
}

function parseLine(raw: string, line: number): unknown {
  if (nestsTooDeep(raw))
    throw new TranscriptError(`transcript line ${line} nests deeper than ${NESTING_MAX} levels`, line);
  try {
    return JSON.parse(raw);
  } catch (cause) {
    throw new TranscriptError(
      `transcript line ${line} is not valid JSON: ${faultOf(cause)}; each line must be one JSON object`,
      line,
    );
  }
}

/** The parser's own words without the piece of the line that it repeats: transcripts do not belong in messages. */
function faultOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "unreadable";
  return message
    .replace(/,? (?:\.\.\.)?"[\s\S]*" is not valid JSON$/, "")
    .replace(/^(Unexpected token) .*$/s, "unexpected character");
}
