import fc from "fast-check";
import { expect, test } from "vitest";
import type { EngineEvent } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

const event = (payload: Record<string, unknown>): EngineEvent => ({
  id: "sevt_quoted",
  type: "agent.tool_result",
  processedAt: null,
  payload,
});

test("a quote is found in nested blocks and inputs, exactly as written", () => {
  const payload = {
    content: [{ type: "text", text: "Exit code 1\n  lint failed" }],
    input: { deep: [{ command: "mise run lint" }] },
  };
  expect(quoteStandsIn(event(payload), "lint failed")).toBe(true);
  expect(quoteStandsIn(event(payload), "mise run")).toBe(true);
  expect(quoteStandsIn(event(payload), "Lint failed")).toBe(false);
  expect(quoteStandsIn(event(payload), "1 lint")).toBe(false);
});

test("keys, ids, numbers and the empty quote prove nothing", () => {
  const payload = { content: "text", count: 42, tool_use_id: null };
  for (const quote of ["content", "sevt_quoted", "42", ""]) expect(quoteStandsIn(event(payload), quote)).toBe(false);
});

test("every piece of every string stands in its event, and a very deep payload is no trouble", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % text.length;
      const quote = text.slice(start, start + 1 + (length % text.length));
      return quoteStandsIn(event({ a: [{ b: text }] }), quote);
    }),
  );
  let deep: unknown = "bottom";
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(quoteStandsIn(event({ deep }), "bottom")).toBe(true);
});
