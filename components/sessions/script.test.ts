import { describe, expect, test } from "vitest";
import { callLine, outcomeLine } from "./call-text";
import type { WireEvent } from "./event";
import { holdsEvent, toScript } from "./script";

const at = "2026-11-20T10:00:00.000000Z";
const event = (id: string, type: string, rest: Record<string, unknown> = {}): WireEvent => ({
  id,
  type,
  processed_at: at,
  ...rest,
});
const text = (value: string) => [{ type: "text", text: value }];
const mounts = [{ id: "memstore_1", name: "Team SRE", mount_path: "/mnt/memory/team-sre" }];

const script = toScript(
  [
    event("e1", "user.message", { content: text("The alert fires again.") }),
    event("e2", "session.status_running"),
    event("e3", "agent.tool_use", { name: "read", input: { file_path: "/mnt/memory/team-sre/triage.md" } }),
    event("e4", "agent.tool_result", { tool_use_id: "e3", content: text("- note"), is_error: false }),
    event("e5", "agent.tool_use", { name: "bash", input: { command: "kubectl get pods" } }),
    event("e6", "agent.tool_result", { tool_use_id: "e5", content: text("\nerror: no context\nmore"), is_error: true }),
    event("e7", "agent.tool_result", { tool_use_id: "gone", content: text("late") }),
    event("e8", "session.thread_created", { session_thread_id: "sthr_1", agent_name: "Reader" }),
    event("e9", "some.future_type"),
  ],
  mounts,
);

describe("toScript", () => {
  test("a call carries its outcome, and housekeeping is left out", () => {
    expect(script.map((line) => line.kind)).toEqual(["speech", "call", "call", "result", "thread"]);
    expect(script[2]).toMatchObject({ kind: "call", outcome: { isError: true }, memory: null });
  });
  test("a file tool below a mount is a use of that memory", () => {
    expect(script[1]).toMatchObject({ memory: { verb: "read", path: "/triage.md", store: mounts[0] } });
  });
  test("an event is found in the call that it answers", () => {
    expect(script.filter((line) => holdsEvent(line, "e6"))).toEqual([script[2]]);
    expect(script.some((line) => holdsEvent(line, null))).toBe(false);
  });
});

test("a call is told by its main argument, an outcome by its first line", () => {
  expect(callLine({ command: "ls\n  -la" })).toBe("ls -la");
  expect(callLine({ limit: 3 })).toBe('{"limit":3}');
  expect(callLine({})).toBe("");
  expect(outcomeLine("\n  error: no\nrest")).toBe("error: no");
});
