import { expect, test } from "vitest";
import { readTranscriptFile } from "./read-transcript-file";

const event = { type: "user.message", content: [] };
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");

test("Claude Code's lines are told from events by their types, also behind odd lines", () => {
  const transcript = lines(42, { type: "summary", summary: "x" }, { type: "user", message: { content: "hi" } });
  expect(readTranscriptFile(transcript, null)).toEqual({ format: "claude_code", transcript });
});

test("a file of one Claude Code line is not an event object", () => {
  const transcript = lines({ type: "user", message: { content: "hi" } });
  expect(readTranscriptFile(transcript, null)).toEqual({ format: "claude_code", transcript });
});

test.each([
  ["an array", JSON.stringify([event, event], null, 2)],
  ["lines", lines(event, event)],
])("events come as %s", (_name, content) => {
  expect(readTranscriptFile(content, null)).toEqual({ format: "managed_agents", events: [event, event] });
});

test("an object with events may tell title, time and agent", () => {
  const file = {
    title: "T",
    created_at: "2026-01-01T00:00:00Z",
    agent: { name: "a" },
    events: [event],
    resources: [1],
  };
  expect(readTranscriptFile(JSON.stringify(file), null)).toEqual({
    format: "managed_agents",
    events: [event],
    title: "T",
    created_at: "2026-01-01T00:00:00Z",
    agent: { name: "a" },
  });
});

test("a file that holds no transcript is refused", () => {
  expect(() => readTranscriptFile("# notes\n", null)).toThrow("transcript line 1 is not valid JSON");
  expect(() => readTranscriptFile("", null)).toThrow("the file holds no transcript");
});
