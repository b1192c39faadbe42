import { expect, test } from "vitest";
import { rewriteReferences } from "./references";

const references = { events: new Map([["t1", "sevt_1"]]), threads: new Map([["th1", "sthr_1"]]) };

test("references to events and threads of the transcript get their server ids", () => {
  const payload = {
    tool_use_id: "t1",
    session_thread_id: "th1",
    stop_reason: { type: "requires_action", event_ids: ["t1", "elsewhere"] },
  };
  expect(rewriteReferences(payload, references)).toEqual({
    tool_use_id: "sevt_1",
    session_thread_id: "sthr_1",
    stop_reason: { type: "requires_action", event_ids: ["sevt_1", "elsewhere"] },
  });
});

test("equal text in other places, and unknown ids, stay as they are", () => {
  const payload = { input: { tool_use_id: "t1" }, content: "t1", mcp_tool_use_id: "unknown", name: "th1" };
  expect(rewriteReferences(payload, references)).toEqual(payload);
});
