import fc from "fast-check";
import { expect, test } from "vitest";
import { decideAttempt, hasFailedTooLong, retryDelayMs, subscriptionsTo } from "./rules";
import { CreateWebhookEndpointBody, WEBHOOK_EVENT_TYPES, WebhookSubscription } from "./schema";

test("a type is told to those who asked for it, for what it begins with, or for everything", () => {
  expect(subscriptionsTo("session.created")).toEqual(["*", "session.created", "session.*"]);
  expect(subscriptionsTo("reverie.dream.failed")).toEqual([
    "*",
    "reverie.dream.failed",
    "reverie.*",
    "reverie.dream.*",
  ]);
});

test("whatever can be subscribed to asks for at least one type", () => {
  const reached = new Set(WEBHOOK_EVENT_TYPES.flatMap(subscriptionsTo));
  expect(WebhookSubscription.options.filter((word) => !reached.has(word))).toEqual([]);
});

test("retries wait 5 to 120 seconds, the second longer than the first, and do not come together", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const [first, second] = [retryDelayMs(id, 1), retryDelayMs(id, 2)];
      expect(first).toBeGreaterThanOrEqual(5_000);
      expect(first).toBeLessThanOrEqual(30_000);
      expect(second).toBeGreaterThanOrEqual(30_000);
      expect(second).toBeLessThanOrEqual(120_000);
    }),
  );
  const delays = new Set(Array.from({ length: 100 }, (_, index) => retryDelayMs(`whdel_${index}`, 1)));
  expect(delays.size).toBeGreaterThan(90);
});

test.each([
  [200, 1, "succeeded", null],
  [204, 3, "succeeded", null],
  [199, 1, "retry", null],
  [301, 1, "failed", "redirect"],
  [307, 1, "failed", "redirect"],
  [400, 1, "retry", null],
  [404, 2, "retry", null],
  [404, 3, "failed", null],
  [410, 1, "failed", "gone"],
  [500, 2, "retry", null],
  [503, 3, "failed", null],
] as const)("an answer of %i to attempt %i: %s, disabled for %s", (statusCode, attempt, status, disable) => {
  expect(decideAttempt({ statusCode, errorType: null }, attempt)).toEqual({ status, disable });
});

test("no answer is tried again, an address that may not be reached is not", () => {
  expect(decideAttempt({ statusCode: null, errorType: "timeout" }, 2)).toEqual({ status: "retry", disable: null });
  expect(decideAttempt({ statusCode: null, errorType: "private_address" }, 1)).toEqual({
    status: "failed",
    disable: "private_address",
  });
});

test("an endpoint has failed for too long after five days or 500 deliveries in a row", () => {
  const since = new Date("2026-11-01T00:00:00Z");
  const failing = (failedInRow: number) => ({ failingSince: since, failedInRow });
  expect(hasFailedTooLong(failing(499), new Date("2026-11-05T23:59:59Z"))).toBe(false);
  expect(hasFailedTooLong(failing(500), since)).toBe(true);
  expect(hasFailedTooLong(failing(2), new Date("2026-11-06T00:00:00Z"))).toBe(true);
});

test.each([
  ["ftp://example.com/x", "url must be an address such as https://example.com/hooks"],
  ["example.com", "url must be an address such as https://example.com/hooks"],
  ["https://user:pass@example.com/", "url must not hold a user name or password"],
  [`https://example.com/${"x".repeat(2_048)}`, "url must have at most 2048 characters"],
])("the address %s is refused", (url, message) => {
  const parsed = CreateWebhookEndpointBody.safeParse({ url, events: ["*"] });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test("an unknown event type is refused and named", () => {
  const parsed = CreateWebhookEndpointBody.safeParse({ url: "https://example.com", events: ["memory.created"] });
  expect(parsed.error?.issues[0]?.message).toContain('"memory.created"');
  expect(CreateWebhookEndpointBody.safeParse({ url: "https://example.com", events: ["reverie.test"] }).success).toBe(
    false,
  );
});
