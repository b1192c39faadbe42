import { expect, test } from "vitest";
import type { AdoptionId, AgentId, DreamId, SessionId, StoreId } from "@/lib/core/ids";
import type { EffectResource } from "@/lib/effect/schema";
import { chartShape } from "./chart-shape";
import { effectAddress, effectHref } from "./effect-address";
import { changeText, valueText } from "./measure-text";

const at = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00.000000Z`;

const session = (day: number, tool_errors: number | null) => ({
  session_id: `sesn_${day}` as SessionId,
  title: null,
  agent_id: "agent_a" as AgentId,
  created_at: at(day),
  tool_calls: 10,
  tool_errors,
  tool_error_rate: null,
  known_mistakes: null,
  corrections: null,
  tokens: null,
  outcome: null,
});

const effect: EffectResource = {
  type: "memory_store_effect",
  memory_store_id: "memstore_a" as StoreId,
  from: at(1),
  to: at(31),
  agent_id: null,
  session_total: 4,
  pending: 0,
  truncated: false,
  agents: [],
  sessions: [session(6, 4), session(11, 2), session(21, 0), session(26, null)],
  adoptions: [
    {
      adoption_id: "adopt_a" as AdoptionId,
      dream_id: "drm_a" as DreamId,
      is_automatic: false,
      created_at: at(16),
      undone_at: null,
      before: { from: at(1), to: at(16), session_count: 2 },
      after: { from: at(16), to: at(31), session_count: 2 },
      measures: [],
    },
  ],
};

test("a dot per session that has a value, a level before and after the adoption, a marker at its day", () => {
  const shape = chartShape(effect, "tool_errors");
  expect(shape).toMatchObject({ top: 4, count: 3, mean: 2 });
  expect(shape.points).toBe("M104.0,6.0h0M202.0,60.0h0M398.0,114.0h0");
  expect(shape.means.match(/M/g)).toHaveLength(2);
  expect(shape.markers.map((marker) => marker.at)).toEqual([0.5]);
});

test("a measure that nobody tells has an empty chart with a scale", () => {
  expect(chartShape(effect, "outcome")).toMatchObject({ top: 1, count: 0, mean: null, points: "", means: "" });
});

test("figures are written in few digits", () => {
  expect(valueText("tool_errors", 2.44)).toBe("2.4");
  expect(valueText("tool_error_rate", 0.125)).toBe("12.5 %");
  expect(valueText("tokens", 48_210.4)).toBe("48,210");
  expect(valueText("outcome", null)).toBe("–");
  expect(changeText("tool_errors", -1.25)).toBe("−1.3");
  expect(changeText("tool_errors", -0.01)).toBe("0.0");
});

test("an address says what is shown, and is read back", () => {
  const address = { days: 30, agent: "agent_a&b", isTable: true };
  const href = effectHref("memstore_a", address);
  expect(effectAddress(Object.fromEntries(new URL(href, "http://x").searchParams))).toEqual(address);
  expect(effectHref("memstore_a", effectAddress({ days: "7", view: "pie" }))).toBe("/stores/memstore_a/effect");
});
