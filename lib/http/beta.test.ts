import { expect, test } from "vitest";
import { checkBeta } from "./beta";

const check = (path: string, header: string | null) => () => checkBeta(path, header);

test.each([
  ["/v1/memory_stores", "agent-memory-2026-07-22"],
  ["/v1/memory_stores/memstore_1/memories", "managed-agents-2026-04-01"],
  ["/v1/dreams", "dreaming-2026-04-21"],
  ["/v1/sessions/sesn_1", "dreaming-2026-04-21, managed-agents-2026-04-01"],
  ["/v1/redactions", null],
])("1.4 strict: %s is there with %s", (path, header) => {
  expect(check(path, header)).not.toThrow();
});

test.each([
  ["/v1/memory_stores", null],
  ["/v1/memory_stores", "dreaming-2026-04-21"],
  ["/v1/dreams", "managed-agents-2026-04-01"],
  ["/v1/agents", "agent-memory-2026-07-22"],
])("1.4 strict: %s does not exist with %s", (path, header) => {
  expect(check(path, header)).toThrow(expect.objectContaining({ code: "not_found" }));
});

test("1.4 strict: both values for memory are refused", () => {
  expect(check("/v1/memory_stores", "agent-memory-2026-07-22,managed-agents-2026-04-01")).toThrow(
    expect.objectContaining({ code: "invalid_request" }),
  );
});

test("1.4 strict: an unknown value is refused by its name", () => {
  expect(check("/v1/memory_stores", "agent-memory-2026-07-22,hopes-2030-01-01")).toThrow(/hopes-2030-01-01/);
});
