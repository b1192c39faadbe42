import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { matchFilter } from "./match-filter";
import { hookFault } from "./verify-hook";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const NOW = new Date("2026-11-20T09:00:00Z");

function call(secret: string, at: Date, body = '{"a":1}') {
  const id = "msg_1";
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  return { id, timestamp, signature: new Webhook(secret).sign(id, at, body), body };
}

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

test("a call that is signed now is taken, also when another signature comes first", () => {
  const good = call(SECRET, NOW);
  expect(hookFault(SECRET, good, NOW)).toBeNull();
  expect(hookFault(SECRET, { ...good, signature: `v1,AAAA v2,x ${good.signature}` }, NOW)).toBeNull();
});

test.each([
  ["another secret", call(OTHER, NOW), /not by this schedule's secret/],
  ["another body", { ...call(SECRET, NOW), body: '{"a":2}' }, /not by this schedule's secret/],
  ["another id", { ...call(SECRET, NOW), id: "msg_2" }, /not by this schedule's secret/],
  ["no signature", { ...call(SECRET, NOW), signature: "" }, /not by this schedule's secret/],
  [
    "a signature of another scheme",
    { ...call(SECRET, NOW), signature: call(SECRET, NOW).signature.replace("v1", "v1a") },
    /not by/,
  ],
  ["no id", { ...call(SECRET, NOW), id: "" }, /webhook-id/],
  ["no time", { ...call(SECRET, NOW), timestamp: "soon" }, /webhook-timestamp/],
  ["an old time", call(SECRET, minutes(-5.1)), /five minutes/],
  ["a time ahead", call(SECRET, minutes(5.1)), /five minutes/],
])("%s is refused", (_what, given, words) => {
  expect(hookFault(SECRET, given, NOW)).toMatch(words);
});

test("a filter takes exactly its value at its path of own keys", () => {
  const filter = { field: "event.status", equals: "resolved" };
  expect(matchFilter(filter, { event: { status: "resolved" } })).toBe(true);
  expect(matchFilter(filter, { event: { status: "open" } })).toBe(false);
  expect(matchFilter(filter, { event: "resolved" })).toBe(false);
  expect(matchFilter(filter, null)).toBe(false);
  expect(matchFilter({ field: "alerts.0.id", equals: 7 }, { alerts: [{ id: 7 }] })).toBe(true);
  expect(matchFilter({ field: "id", equals: 7 }, { id: "7" })).toBe(false);
  expect(matchFilter({ field: "constructor.name", equals: "Object" }, {})).toBe(false);
});
