import { expect, test } from "vitest";
import { parseManagedAgents } from "./managed-agents";
import { TranscriptError } from "./transcript-error";

const at = (second: number) => `2026-03-02T08:00:${String(second).padStart(2, "0")}.000001Z`;
const message = (text: string, more: object = {}) => ({
  type: "user.message",
  content: [{ type: "text", text }],
  ...more,
});
const call = (id: string, more: object = {}) => ({
  id,
  type: "agent.tool_use",
  name: "bash",
  input: { command: "ls" },
  ...more,
});
const answer = (id: string, more: object = {}) => ({ type: "agent.tool_result", tool_use_id: id, ...more });

test("id, type and time are taken out of the payload, everything else stays in it", () => {
  const parsed = parseManagedAgents([message("hi", { id: "e1", processed_at: at(1), note: "kept" })]);
  expect(parsed.events).toEqual([
    {
      ref: "e1",
      type: "user.message",
      processedAt: at(1),
      payload: { content: [{ type: "text", text: "hi" }], note: "kept" },
      thread: null,
    },
  ]);
  expect(parsed.createdAt).toBe(at(1));
});

test("unknown types are kept unchanged", () => {
  const parsed = parseManagedAgents([{ type: "agent.daydream", depth: { a: [1, null] } }, { type: "constructor" }]);
  expect(parsed.events.map(({ type, payload }) => ({ type, payload }))).toEqual([
    { type: "agent.daydream", payload: { depth: { a: [1, null] } } },
    { type: "constructor", payload: {} },
  ]);
});

test.each([
  [[7], "events[0] must be of type object"],
  [[{}], "events[0].type must be of type string"],
  [[message("a"), { type: "user.message" }], "events[1].content must be of type array"],
  [
    [{ type: "user.message", content: [{ type: "video" }] }],
    "events[0].content[0].type must be one of text, image, document, redacted",
  ],
  [[{ type: "user.message", content: [{ type: "text" }] }], "events[0].content[0].text must be of type string"],
  [[{ type: "agent.tool_use", name: "bash", input: [] }], "events[0].input must be of type object"],
  [[message("a", { processed_at: "yesterday" })], "events[0].processed_at must be an RFC 3339 time"],
  [
    [call("t1"), { type: "user.tool_confirmation", tool_use_id: "t1", result: "maybe" }],
    "events[1].result must be one of allow, deny",
  ],
  [[{ type: "event_delta" }], "events[0].type event_delta exists only on the stream and cannot be stored"],
  [[message("cut \ud83d")], "events[0].content[0].text holds half of a surrogate pair"],
  [[], "events must hold at least one event"],
])("refuses %j", (events, fault) => {
  expect(() => parseManagedAgents(events)).toThrow(TranscriptError);
  expect(() => parseManagedAgents(events)).toThrow(fault);
});

test("a result must name an earlier call of its own kind", () => {
  const fault = 'events[1].tool_use_id "t2" must be the id of an earlier agent.tool_use event';
  expect(() => parseManagedAgents([call("t1"), answer("t2")])).toThrow(fault);
  expect(() => parseManagedAgents([answer("t1"), call("t1")])).toThrow("events[0].tool_use_id");
  expect(() => parseManagedAgents([message("a", { id: "t1" }), answer("t1")])).toThrow("events[1].tool_use_id");
  expect(parseManagedAgents([call("t1"), answer("t1")]).events).toHaveLength(2);
});

test("an id that is used twice is refused", () => {
  expect(() => parseManagedAgents([call("t1"), call("t1")])).toThrow('events[1].id "t1" was used by an earlier event');
});

test("times may be missing; the list is sorted, and a result stays behind its call", () => {
  const parsed = parseManagedAgents([
    message("no time"),
    call("t1", { processed_at: at(9) }),
    answer("t1", { processed_at: at(3) }),
    message("later in the request", { processed_at: at(5) }),
  ]);
  expect(parsed.events.map(({ type, processedAt }) => [type, processedAt])).toEqual([
    ["user.message", at(5)],
    ["user.message", at(9)],
    ["agent.tool_use", at(9)],
    ["agent.tool_result", at(3)],
  ]);
});

test("events that carry a thread id belong to that thread, announcements to the primary", () => {
  const parsed = parseManagedAgents([
    { type: "session.thread_created", session_thread_id: "th1", agent_name: "reader" },
    call("t1", { session_thread_id: "th1" }),
    { type: "session.thread_status_idle", session_thread_id: "th1" },
  ]);
  expect(parsed.threads).toEqual([{ key: "th1", agentName: "reader" }]);
  expect(parsed.events.map(({ thread }) => thread)).toEqual([null, "th1", null]);
});

test("usage is the sum of the model requests", () => {
  const end = {
    type: "span.model_request_end",
    model_usage: { input_tokens: 5, output_tokens: 2, cache_read_input_tokens: 9 },
  };
  expect(parseManagedAgents([end, end]).usage).toMatchObject({
    inputTokens: 10,
    outputTokens: 4,
    cacheReadInputTokens: 18,
  });
});
