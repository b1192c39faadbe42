import { maskVariables } from "@/lib/engines/local/text/mask";
import { cut, plainLine } from "@/lib/engines/local/text/safe-text";

const EXIT_STATUS =
  /^\W*(?:process |command )?(?:exited with |exit(?:ed)?|return(?:ed)?)\W*(?:code|status)?\W*(\d+)\W*$/i;
const EXCEPTION_LINE = /^[\w.]*(?:Error|Exception|Warning|Interrupt|Exit)\b/;
const DIAGNOSTIC = /^\S+?:\d+(?::\d+)?:? \S/;
const TROUBLE =
  /\b(?:error|fatal|fail(?:ed|ure)?|cannot|can't|could not|not found|no such|denied|undefined|undeclared|exception|panic|invalid|illegal|refused|timed out|unable|unknown|unrecognized|unexpected|missing)\b/i;
/** Lines that only say that something further up went wrong, or echo a command. */
const SUMMARY =
  /\b(?:task|command|script|job|build|target|recipe|lifecycle|tests?) failed\b|\bexit(?:ed)? (?:code|status)\b|^\W*(?:\[[^\]]*\] )?[$>] /i;
const LINES_READ_MAX = 500;
const LINE_CHARACTERS_MAX = 2000;

/** The number of an exit status that a line states and nothing else, or null. */
export function exitStatus(line: string): number | null {
  const match = EXIT_STATUS.exec(line.trim());
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** Non-blank lines without white space around them and without the marks that harnesses wrap errors in; each is a piece of `text`. */
export function errorLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/[\r\n]+/, LINES_READ_MAX)) {
    const bare = line
      .slice(0, LINE_CHARACTERS_MAX)
      .replace(/^\s*<(?:tool_use_)?error>/, "")
      .replace(/<\/(?:tool_use_)?error>\s*$/, "")
      .trim();
    if (bare !== "") lines.push(bare);
  }
  return lines;
}

/** The message inside a JSON answer of the form `{"error": ...}`, or null. */
export function jsonError(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || trimmed.length > 100_000) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch {
    return null; // Not JSON after all: an ordinary text that starts with a brace.
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const { error, message, success, isError } = parsed as Record<string, unknown>;
  if (typeof error === "string" && error !== "") return error;
  if (typeof error === "object" && error !== null && "message" in error && typeof error.message === "string") {
    return error.message;
  }
  if (success !== false && isError !== true && error !== true) return null;
  return typeof message === "string" ? message : trimmed;
}

function scoreOf(line: string): number {
  if (exitStatus(line) !== null) return -1;
  if (SUMMARY.test(line)) return TROUBLE.test(line) ? 1 : 0;
  if (DIAGNOSTIC.test(line)) return /^\S+?:\d+:\d+/.test(line) ? 4 : 3;
  return TROUBLE.test(line) ? 2 : 0;
}

/**
 * The line of a failing answer that tells most: the message of a JSON error, the exception under a traceback, the first
 * diagnostic of a command, else the first line. Empty when the answer is empty.
 */
export function tellingLine(text: string, isShell: boolean): string {
  const message = jsonError(text);
  if (message !== null) return errorLines(message)[0] ?? "";
  const lines = errorLines(text);
  const traceback = lines.findIndex((line) => /^Traceback \(most recent call last\)/.test(line));
  const exception = traceback < 0 ? undefined : lines.slice(traceback + 1).find((line) => EXCEPTION_LINE.test(line));
  if (exception !== undefined) return exception;
  if (!isShell) return lines.find((line) => exitStatus(line) === null && !/^error:?$/i.test(line)) ?? lines[0] ?? "";
  let best = lines[0] ?? "";
  for (const line of lines) if (scoreOf(line) > scoreOf(best)) best = line;
  return best;
}

/** The first sentence of an error line in lower case with everything variable masked, at most 120 characters. */
export function errorSignature(line: string): string {
  const bare = plainLine(line).replace(/^(?:(?:fatal )?error\s*[:!-]\s*)+/i, "");
  const sentence = maskVariables(bare).split(/(?<=[\p{L}>)\]])[.!?](?=\s|$)|: (?=<TEXT>|<PATH>)/u, 1)[0] ?? bare;
  return cut(sentence.replace(/[\s.:;,!]+$/, "").toLowerCase(), 120);
}
