import { familiesOf } from "@/lib/engines/local/calls/call-summary";
import { errorLines, exitStatus, jsonError } from "@/lib/engines/local/calls/error-text";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";

/**
 * `failed`: the call itself went wrong. `secondary`: it did not run because a person or another call stopped it, which
 * teaches nothing about the call. `unknown`: no answer came.
 */
export type CallOutcome = "succeeded" | "failed" | "secondary" | "unknown";

const REFUSED =
  /\buser doesn.t want to (?:proceed|take this action)\b|\btool use was rejected\b|\b(?:rejected|denied|declined|cancel+ed|interrupted|aborted|stopped) by (?:the )?user\b|\buser (?:has )?(?:rejected|denied|declined|cancel+ed|interrupted|aborted)\b|\bhaven.t granted\b|\bpermission to use\b.*\bdenied\b|\brequires? approval\b/i;
const CANCELLED =
  /\bsibling tool call\b|^(?:error:?\s*)?(?:tool (?:call|use) )?(?:was )?(?:cancel+ed|aborted|skipped)\b|\bcancel+ed: parallel\b|\bparallel tool call\b.*\b(?:errored|failed|cancel+ed)\b|\b(?:operation|request|command|tool call|execution) was (?:aborted|cancel+ed)\b/i;
const FAILING_START =
  /^(?:(?:fatal )?error\b\s*[:!-]|error$|fatal: |traceback \(most recent call last\)|panic: |uncaught |unhandled (?:exception|rejection)|[\w.]*(?:Error|Exception): |(?:command|execution|operation|request)\b.{0,40}\b(?:failed|timed out)\b|your (?:proposed )?(?:edit|command|change|request)\b.{0,60}\b(?:error|failed|invalid))/i;
const FAILING_SHELL_LINE =
  /^[\w./()[\]-][\w./()[\] -]{0,80}: .{0,200}(?:command not found|no such file or directory|permission denied|is a directory|not a directory|parse error.{0,40}|(?:illegal|invalid|unrecognized|unknown) (?:option|argument).{0,40}|syntax error.{0,60})$/i;
const READING_TOOL = /^(?:\w+\/)?(?:read|view|open|cat|grep|glob|search|find|list|ls|fetch|get_file)/i;
/** For these an exit status of 1 is an answer ("nothing found", "they differ"), not a failure. */
const ANSWERS_WITH_ONE = new Set(["grep", "egrep", "rg", "diff", "cmp", "test", "[", "which", "pgrep"]);

function statusFails(status: number | null, call: ToolCall, lineCount: number): boolean {
  if (status === null || status === 0) return false;
  if (status !== 1 || lineCount > 1 || call.command === null) return true;
  return !ANSWERS_WITH_ONE.has(familiesOf(call).at(-1) ?? "");
}

/** Whether an answer without an error mark clearly says that the call failed. In doubt it did not. */
function readsAsFailure(call: ToolCall): boolean {
  const lines = errorLines(call.resultText);
  const first = lines[0];
  if (first === undefined) return false;
  if (call.command !== null) {
    if (
      statusFails(exitStatus(first), call, lines.length) ||
      statusFails(exitStatus(lines.at(-1) ?? ""), call, lines.length)
    ) {
      return true;
    }
    if (lines.length <= 3 && FAILING_SHELL_LINE.test(first)) return true;
  }
  // What a reading tool shows may itself be a log that begins with an error.
  if (READING_TOOL.test(call.toolName) && (lines.length > 1 || first.length > 300)) return false;
  return (
    FAILING_START.test(first) || /^\s*<tool_use_error>/.test(call.resultText) || jsonError(call.resultText) !== null
  );
}

/** What became of a call. An error mark given by the harness is believed; without one only clear text counts. */
export function outcomeOf(call: ToolCall): CallOutcome {
  if (call.result === null) return call.stoppedByUser ? "secondary" : "unknown";
  const mark = call.result.payload.is_error;
  const failed = mark === true || (mark !== false && readsAsFailure(call));
  if (!failed) return "succeeded";
  const beginning = errorLines(call.resultText).slice(0, 2).join(" ").slice(0, 300);
  return call.stoppedByUser || REFUSED.test(beginning) || CANCELLED.test(beginning) ? "secondary" : "failed";
}
