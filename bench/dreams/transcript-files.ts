import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, EngineTranscript } from "@/lib/engines/types";
import { parseClaudeCode } from "@/lib/transcripts/claude-code";

/** The Claude Code sessions of a folder, in order of name; the session id is the file's name without `.jsonl`. */
export function readClaudeCodeFolder(folder: string): EngineTranscript[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.sort().map((name) => {
    const parsed = parseClaudeCode(readFileSync(join(folder, name), "utf8"));
    const sessionId = name.slice(0, -".jsonl".length);
    // Results refer to the call by the client's id, so that id is the event's here.
    const events = parsed.events.map(
      ({ ref, type, processedAt, payload }, index): EngineEvent => ({
        id: ref ?? `${sessionId}/${index}`,
        type,
        processedAt,
        payload,
      }),
    );
    return {
      sessionId,
      title: parsed.title,
      createdAt: parsed.createdAt ?? "1970-01-01T00:00:00Z",
      mountPaths: [],
      events,
    };
  });
}

type TauMessage = {
  role: string;
  content: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
};

function tauEvents(sessionId: string, traj: TauMessage[]): EngineEvent[] {
  const last = new Map<string, string>();
  return traj.flatMap((message, index): EngineEvent[] => {
    const id = `${sessionId}/${index}`;
    const event = (type: string, payload: Record<string, unknown>, eventId = id): EngineEvent => ({
      id: eventId,
      type,
      processedAt: null,
      payload,
    });
    const content = [{ type: "text", text: message.content ?? "" }];
    if (message.role === "tool") {
      const call = last.get(message.tool_call_id ?? "") ?? "";
      return [event("user.custom_tool_result", { custom_tool_use_id: call, content })];
    }
    const calls = (message.tool_calls ?? []).map((call) => {
      const eventId = `${id}/${call.id}`;
      last.set(call.id, eventId);
      const input: unknown = JSON.parse(call.function.arguments);
      return event("agent.custom_tool_use", { name: call.function.name, input }, eventId);
    });
    const text = message.content
      ? [event(message.role === "assistant" ? "agent.message" : "user.message", { content })]
      : [];
    return [...text, ...calls];
  });
}

/** The tau-bench conversations of a file; the session id is `<task>.<trial>`. They have no times. */
export function readTauBench(file: string): EngineTranscript[] {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const run = JSON.parse(line) as { task_id: number; trial: number; traj: TauMessage[] };
    const sessionId = `${run.task_id}.${run.trial}`;
    return {
      sessionId,
      title: null,
      createdAt: "2024-01-01T00:00:00Z",
      mountPaths: [],
      events: tauEvents(sessionId, run.traj),
    };
  });
}
