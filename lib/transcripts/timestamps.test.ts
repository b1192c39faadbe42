import { expect, test } from "vitest";
import { isRfc3339, toMicroseconds, toWireTime } from "./timestamps";

test.each([
  ["2026-10-21T09:30:00.123456Z", "2026-10-21T09:30:00.123456Z"],
  ["2026-10-21T09:30:00+05:45", "2026-10-21T03:45:00.000000Z"],
  ["2026-10-21T09:30:00.1234567-23:59", "2026-10-22T09:29:00.123456Z"],
  ["1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"],
])("%s is %s", (text, wire) => {
  expect(isRfc3339(text)).toBe(true);
  expect(toWireTime(text)).toBe(wire);
  expect(toMicroseconds(text)).toBe(toMicroseconds(wire));
});

test.each([
  "2026-02-30T00:00:00Z",
  "2026-10-21",
  "2026-10-21T09:30:00",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59-01:00",
  "",
])("%s is refused", (text) => {
  expect(isRfc3339(text)).toBe(false);
});
