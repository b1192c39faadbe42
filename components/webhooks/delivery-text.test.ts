import { expect, test } from "vitest";
import type { WebhookDeliveryResource } from "@/lib/webhooks/schema";
import { isUnderWay } from "./delivery-text";

type Attempt = WebhookDeliveryResource["attempts"][number];
const attempt = (duration_ms: number | null) => ({ duration_ms }) as Attempt;
const delivery = (ended_at: string | null, ...attempts: Attempt[]) =>
  ({ ended_at, attempts }) as WebhookDeliveryResource;

test.each([
  ["nothing was sent yet", delivery(null), true],
  ["its first attempt has no outcome", delivery(null, attempt(null)), true],
  ["its second attempt has no outcome", delivery(null, attempt(12), attempt(null)), true],
  ["it waits for a second attempt", delivery(null, attempt(12)), false],
  ["it has ended", delivery("2026-11-20T09:00:00Z", attempt(12)), false],
])("a delivery is under way: %s", (_, of, is) => {
  expect(isUnderWay(of)).toBe(is);
});
