import { contentText, recordAt, stringAt, type WireEvent } from "./event";
import { type MemoryUse, type Mount, memoryUse } from "./memory-use";

export type CallOutcome = { event: WireEvent; text: string; isError: boolean };

export type ScriptLine =
  | { kind: "speech"; event: WireEvent; speaker: "person" | "agent" | "system"; text: string }
  | {
      kind: "call";
      event: WireEvent;
      name: string;
      input: Record<string, unknown>;
      outcome: CallOutcome | null;
      memory: MemoryUse | null;
    }
  | { kind: "result"; event: WireEvent; outcome: CallOutcome }
  | { kind: "thread"; event: WireEvent; threadId: string; agentName: string }
  | { kind: "message"; event: WireEvent; text: string; towards: string }
  | { kind: "remark"; event: WireEvent; text: string; tone: "quiet" | "error" };

const CALLS = new Set(["agent.tool_use", "agent.custom_tool_use", "agent.mcp_tool_use"]);
const RESULT_KEYS: Record<string, string> = {
  "agent.tool_result": "tool_use_id",
  "user.tool_result": "tool_use_id",
  "user.custom_tool_result": "custom_tool_use_id",
  "agent.mcp_tool_result": "mcp_tool_use_id",
};
const SPEAKERS: Record<string, "person" | "agent" | "system"> = {
  "user.message": "person",
  "agent.message": "agent",
  "system.message": "system",
};

/** Turns events into what a reader sees: each tool call with its outcome, housekeeping events left out. */
export function toScript(events: WireEvent[], mounts: Mount[]): ScriptLine[] {
  const calls = new Set(events.filter((event) => CALLS.has(event.type)).map((event) => event.id));
  const outcomes = new Map<string, CallOutcome>();
  for (const event of events) {
    const key = RESULT_KEYS[event.type];
    const callId = key ? stringAt(event, key) : null;
    if (callId) outcomes.set(callId, outcomeOf(event));
  }
  const lines: ScriptLine[] = [];
  for (const event of events) {
    const line = toLine(event, { calls, outcomes, mounts });
    if (line) lines.push(line);
  }
  return lines;
}

function outcomeOf(event: WireEvent): CallOutcome {
  return { event, text: contentText(event.content), isError: event.is_error === true };
}

type Known = { calls: Set<string>; outcomes: Map<string, CallOutcome>; mounts: Mount[] };

function toLine(event: WireEvent, known: Known): ScriptLine | null {
  const speaker = SPEAKERS[event.type];
  if (speaker) return { kind: "speech", event, speaker, text: contentText(event.content) };
  if (CALLS.has(event.type)) {
    const name = stringAt(event, "name") ?? "tool";
    const input = recordAt(event, "input");
    const outcome = known.outcomes.get(event.id) ?? null;
    return { kind: "call", event, name, input, outcome, memory: memoryUse(name, input, known.mounts) };
  }
  const resultKey = RESULT_KEYS[event.type];
  if (resultKey) {
    return known.calls.has(stringAt(event, resultKey) ?? "")
      ? null
      : { kind: "result", event, outcome: outcomeOf(event) };
  }
  return toSideLine(event);
}

function toSideLine(event: WireEvent): ScriptLine | null {
  switch (event.type) {
    case "session.thread_created":
      return {
        kind: "thread",
        event,
        threadId: stringAt(event, "session_thread_id") ?? "",
        agentName: stringAt(event, "agent_name") ?? "Sub-agent",
      };
    case "agent.thread_message_sent":
      return {
        kind: "message",
        event,
        text: contentText(event.content),
        towards: `to ${stringAt(event, "to_agent_name") ?? "a sub-agent"}`,
      };
    case "agent.thread_message_received":
      return {
        kind: "message",
        event,
        text: contentText(event.content),
        towards: `from ${stringAt(event, "from_agent_name") ?? "a sub-agent"}`,
      };
    case "session.error":
      return {
        kind: "remark",
        event,
        text: stringAt(recordAt(event, "error"), "message") ?? "An error",
        tone: "error",
      };
    default: {
      const text = REMARKS[event.type];
      return text ? { kind: "remark", event, text, tone: "quiet" } : null;
    }
  }
}

const REMARKS: Record<string, string> = {
  "agent.thread_context_compacted": "context was compacted",
  "user.interrupt": "interrupted",
  "session.status_terminated": "session ended",
};

/** True when the event, or the outcome folded into it, is the one looked for. */
export function holdsEvent(line: ScriptLine, eventId: string | null): boolean {
  if (eventId === null) return false;
  if (line.event.id === eventId) return true;
  return line.kind === "call" && line.outcome?.event.id === eventId;
}
