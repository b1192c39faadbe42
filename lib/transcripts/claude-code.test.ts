import { expect, test } from "vitest";
import { parseClaudeCode } from "./claude-code";
import { TranscriptError } from "./transcript-error";

type Line = Record<string, unknown> | string;

function jsonl(...lines: Line[]): string {
  return lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
}

const at = (second: number) => `2026-03-02T08:00:${String(second).padStart(2, "0")}.125Z`;

function user(content: unknown, second: number, more: Record<string, unknown> = {}): Line {
  return { type: "user", uuid: `u${second}`, timestamp: at(second), message: { role: "user", content }, ...more };
}

function assistant(content: unknown[], second: number, more: Record<string, unknown> = {}): Line {
  const message = { id: `msg_${second}`, role: "assistant", model: "model-a", content, ...(more.message as object) };
  return { type: "assistant", uuid: `a${second}`, timestamp: at(second), ...more, message };
}

const types = (text: string) => parseClaudeCode(text).events.map(({ type }) => type);

test("messages, thoughts, calls and results become events in order, with their times as written", () => {
  const parsed = parseClaudeCode(
    jsonl(
      user("List the files", 1),
      assistant([{ type: "thinking", thinking: "private", signature: "x" }], 2),
      assistant([{ type: "text", text: "Looking." }], 3),
      assistant([{ type: "tool_use", id: "t1", name: "Bash", input: { command: "ls" } }], 4),
      user([{ type: "tool_result", tool_use_id: "t1", content: "ls: no such file", is_error: true }], 5),
    ),
  );
  expect(parsed.events).toEqual([
    event("user.message", 1, { content: [{ type: "text", text: "List the files" }] }),
    event("agent.thinking", 2, {}),
    event("agent.message", 3, { content: [{ type: "text", text: "Looking." }] }),
    { ...event("agent.tool_use", 4, { name: "Bash", input: { command: "ls" } }), ref: "t1" },
    event("agent.tool_result", 5, {
      tool_use_id: "t1",
      content: [{ type: "text", text: "ls: no such file" }],
      is_error: true,
    }),
  ]);
  expect(parsed).toMatchObject({
    createdAt: at(1),
    agentName: "Claude Code",
    model: "model-a",
    title: "List the files",
  });
});

function event(type: string, second: number, payload: Record<string, unknown>) {
  return { ref: null, type, processedAt: at(second), payload, thread: null };
}

test("tools of MCP servers become MCP calls and results", () => {
  const parsed = parseClaudeCode(
    jsonl(
      assistant([{ type: "tool_use", id: "m1", name: "mcp__issue_tracker__find_issue", input: { id: 4 } }], 1),
      user([{ type: "tool_result", tool_use_id: "m1", content: [{ type: "text", text: "found" }] }], 2),
    ),
  );
  expect(parsed.events.map(({ type, payload }) => ({ type, ...payload }))).toEqual([
    { type: "agent.mcp_tool_use", mcp_server_name: "issue_tracker", name: "find_issue", input: { id: 4 } },
    { type: "agent.mcp_tool_result", mcp_tool_use_id: "m1", content: [{ type: "text", text: "found" }] },
  ]);
});

test("images stay image blocks, and unknown blocks of a result stay as text", () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
  const parsed = parseClaudeCode(
    jsonl(
      user([{ type: "text", text: "See" }, image], 1),
      assistant([{ type: "tool_use", id: "t1", name: "Read", input: { file_path: "/a.png" } }], 2),
      user([{ type: "tool_result", tool_use_id: "t1", content: [image, { type: "tool_reference", tool: "x" }] }], 3),
    ),
  );
  expect(parsed.events[0]?.payload.content).toEqual([{ type: "text", text: "See" }, image]);
  expect(parsed.events[2]?.payload.content).toEqual([
    image,
    { type: "text", text: '{"type":"tool_reference","tool":"x"}' },
  ]);
});

test("a side chain is a thread of its own, announced and closed on the primary thread", () => {
  const side = (more: object) => ({ isSidechain: true, ...more });
  const parsed = parseClaudeCode(
    jsonl(
      assistant(
        [{ type: "tool_use", id: "t1", name: "Task", input: { prompt: "Find callers", subagent_type: "explorer" } }],
        1,
      ),
      user("Find callers", 2, side({ parentUuid: null })),
      { type: "progress", uuid: "p1", parentUuid: "u2", isSidechain: true, timestamp: at(2) },
      assistant([{ type: "text", text: "Three callers." }], 3, side({ parentUuid: "p1" })),
      user([{ type: "tool_result", tool_use_id: "t1", content: "Three callers." }], 4),
    ),
  );
  expect(parsed.threads).toEqual([{ key: "u2", agentName: "explorer" }]);
  expect(parsed.events.map(({ type, thread }) => [type, thread])).toEqual([
    ["agent.tool_use", null],
    ["session.thread_created", null],
    ["user.message", "u2"],
    ["agent.message", "u2"],
    ["session.thread_status_idle", null],
    ["agent.tool_result", null],
  ]);
});

test("a file with one side chain and nothing else is an ordinary conversation", () => {
  const parsed = parseClaudeCode(
    jsonl(
      user("Find callers", 1, { isSidechain: true, agentId: "f00" }),
      assistant([{ type: "text", text: "None." }], 2, { isSidechain: true, agentId: "f00" }),
    ),
  );
  expect(parsed.threads).toEqual([]);
  expect(parsed.events.map(({ type, thread }) => [type, thread])).toEqual([
    ["user.message", null],
    ["agent.message", null],
  ]);
});

test("what the harness says is a system message, not the user's", () => {
  expect(types(jsonl(user("Hook feedback: run the tests", 1, { isMeta: true }), user("ok", 2)))).toEqual([
    "system.message",
    "user.message",
  ]);
});

test("usage of one response that is spread over lines counts once", () => {
  const usage = (output: number) => ({ input_tokens: 10, output_tokens: output, cache_read_input_tokens: 100 });
  const parsed = parseClaudeCode(
    jsonl(
      assistant([{ type: "text", text: "a" }], 1, { requestId: "r1", message: { id: "m1", usage: usage(1) } }),
      assistant([{ type: "text", text: "b" }], 2, { requestId: "r1", message: { id: "m1", usage: usage(7) } }),
      assistant([{ type: "text", text: "c" }], 3, { requestId: "r2", message: { id: "m2", usage: usage(3) } }),
    ),
  );
  expect(parsed.usage).toMatchObject({ inputTokens: 20, outputTokens: 10, cacheReadInputTokens: 200 });
});

test("the summary of a message in the file is the title, not that of an earlier session", () => {
  const summary = (title: string, leafUuid: string) => ({ type: "summary", summary: title, leafUuid });
  const parsed = parseClaudeCode(jsonl(user("hello", 1), summary("This session", "u1"), summary("Another", "u99")));
  expect(parsed.title).toBe("This session");
});

test("a long first prompt is cut to a title of 100 characters", () => {
  const title = parseClaudeCode(jsonl(user("<command-name>/x</command-name>", 1), user("🙂".repeat(300), 2))).title;
  expect([...(title ?? "")]).toHaveLength(100);
});

test("housekeeping, unknown and senseless lines are skipped and counted", () => {
  const parsed = parseClaudeCode(
    jsonl(
      user("hi", 1),
      { type: "file-history-snapshot", snapshot: {} },
      { type: "something-new", payload: 1 },
      "42",
      '"text"',
      "[1]",
      '{"no":"type"}',
      { type: "user", uuid: "x", message: "broken" },
      { type: "user", uuid: "y", message: { content: ["loose"] } },
      user([{ type: "tool_result", tool_use_id: "gone", content: "late" }], 3),
      "",
    ),
  );
  expect(parsed.events).toHaveLength(1);
  expect(parsed.skipped).toEqual({
    "file-history-snapshot": 1,
    "something-new": 1,
    not_an_entry: 4,
    user_without_message: 1,
    user_without_content: 1,
    result_without_call: 1,
  });
});

test("lines that a resumed session copied are taken once", () => {
  const call = assistant([{ type: "tool_use", id: "t1", name: "Bash", input: {} }], 2);
  expect(types(jsonl(user("hi", 1), call, user("hi", 1), call))).toEqual(["user.message", "agent.tool_use"]);
});

test("events without a time take the previous one's, and the list is sorted by time", () => {
  const parsed = parseClaudeCode(
    jsonl(
      { type: "user", message: { content: "first" } },
      user("second", 5),
      { type: "user", message: { content: "third" } },
      user("early", 4),
    ),
  );
  expect(parsed.events.map(({ processedAt }) => processedAt)).toEqual([at(4), at(5), at(5), at(5)]);
});

test("a line that is not JSON is refused with its number and without its text", () => {
  const parse = () => parseClaudeCode(`${jsonl(user("hi", 1))}\n\n{"type":"user" hunter2}`);
  expect(parse).toThrow(TranscriptError);
  expect(parse).toThrow(/^transcript line 3 is not valid JSON: .*; each line must be one JSON object$/);
  expect(parse).not.toThrow(/hunter2/);
});

test("a bad timestamp is refused with its line", () => {
  expect(() =>
    parseClaudeCode(jsonl(user("hi", 1), { ...(user("x", 2) as object), timestamp: "2026-02-30T00:00:00Z" })),
  ).toThrow("transcript line 2: timestamp must be an RFC 3339 time");
});

test("a transcript without a message is refused", () => {
  expect(() => parseClaudeCode("")).toThrow("transcript holds no message");
});

test("half a surrogate pair is replaced, NUL and whole pairs stay", () => {
  const text = '{"type":"user","message":{"content":"cut \\ud83d, nul \\u0000, smile \\ud83d\\ude00"}}';
  expect(parseClaudeCode(text).events[0]?.payload.content).toEqual([
    { type: "text", text: "cut \uFFFD, nul \0, smile 😀" },
  ]);
});

test("input that nests without end is refused with its line", () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const call = `{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t","name":"X","input":{"v":${deep}}}]}}`;
  expect(() => parseClaudeCode(call)).toThrow("nests deeper than 500 levels");
});

test("a transcript of 40,000 lines in two threads is read whole", () => {
  const lines = Array.from({ length: 40_000 }, (_, index) =>
    JSON.stringify({
      type: "user",
      uuid: `u${index}`,
      isSidechain: index % 2 === 0,
      parentUuid: `u${index - 2}`,
      timestamp: at(1),
      message: { content: "x".repeat(50) },
    }),
  );
  expect(parseClaudeCode(lines.join("\r\n")).threads).toHaveLength(1);
});
