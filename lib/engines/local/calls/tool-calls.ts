import { shellCommandOf } from "@/lib/engines/local/calls/shell-command";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import type { EngineEvent, EngineTranscript } from "@/lib/engines/types";

/** A tool call with its answer. Calls keep transcript order; `result` is null when none came. */
export type ToolCall = {
  toolName: string;
  input: Record<string, unknown>;
  /** The command line when the tool runs one, else null. */
  command: string | null;
  use: EngineEvent;
  result: EngineEvent | null;
  /** The answer's text, blocks joined by LF. */
  resultText: string;
  /** Calls of different threads do not follow one another. */
  thread: string;
  /** A person refused the call, or interrupted the turn before the answer came. */
  stoppedByUser: boolean;
};

const ANSWER_KEYS = ["tool_use_id", "custom_tool_use_id", "mcp_tool_use_id"] as const;

function stringAt(payload: Record<string, unknown>, key: string): string {
  const value = payload[key];
  return typeof value === "string" ? value : "";
}

function callOf(event: EngineEvent): ToolCall {
  const { payload } = event;
  const server = stringAt(payload, "mcp_server_name");
  const name = stringAt(payload, "name") || "tool";
  const given = payload.input;
  const input = typeof given === "object" && given !== null ? { ...given } : {};
  return {
    toolName: server === "" ? name : `${server}/${name}`,
    input,
    command: shellCommandOf(name, input),
    use: event,
    result: null,
    resultText: "",
    thread: event.threadId ?? stringAt(payload, "session_thread_id"),
    stoppedByUser: false,
  };
}

/** All tool calls of a transcript (built-in, custom, MCP), each paired with the first result that names it. */
export function pairToolCalls(transcript: EngineTranscript): ToolCall[] {
  const calls: ToolCall[] = [];
  const byId = new Map<string, ToolCall>();
  const open = new Set<ToolCall>();
  for (const event of transcript.events) {
    if (/^agent\.(?:custom_|mcp_)?tool_use$/.test(event.type)) {
      const call = callOf(event);
      calls.push(call);
      open.add(call);
      byId.set(event.id, call);
      continue;
    }
    if (event.type === "user.interrupt") {
      for (const call of open) call.stoppedByUser = true;
      continue;
    }
    const answered = ANSWER_KEYS.map((key) => byId.get(stringAt(event.payload, key))).find((call) => call);
    if (!answered) continue;
    if (event.type === "user.tool_confirmation") {
      if (event.payload.result === "deny") answered.stoppedByUser = true;
    } else if (event.type.endsWith("tool_result") && answered.result === null) {
      answered.result = event;
      answered.resultText = textBlocks(event).join("\n");
      open.delete(answered);
    }
  }
  return calls;
}
