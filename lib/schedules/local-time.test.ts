import { expect, test } from "vitest";
import { isQuiet, isTimeZone, localTime, nextLocalTime } from "./local-time";

test.each([
  ["Asia/Kathmandu", true],
  ["Europe/Berlin", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["+05:45", false],
  ["", false],
])("whether %s is a time zone: %s", (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

test("day and minute are those of the zone", () => {
  expect(localTime(new Date("2026-11-20T18:30:00Z"), "Asia/Kathmandu")).toEqual({ day: "2026-11-21", minute: 15 });
  expect(localTime(new Date("2026-11-20T00:00:00Z"), "UTC")).toEqual({ day: "2026-11-20", minute: 0 });
});

test("quiet hours may go past midnight, and end with their last minute", () => {
  const night = { from: 22 * 60, to: 6 * 60 };
  const of = (quiet: typeof night) => [0, 359, 360, 720, 1319, 1320, 1439].map((minute) => isQuiet(minute, quiet));
  expect(of(night)).toEqual([true, true, false, false, false, true, true]);
  expect(of({ from: 0, to: 720 })).toEqual([true, true, true, false, false, false, false]);
});

test("the end of the quiet is told in the zone's own time", () => {
  const end = nextLocalTime(6 * 60, "Asia/Kathmandu", new Date("2026-11-20T18:30:00Z"));
  expect(end.toISOString()).toBe("2026-11-21T00:15:00.000Z");
});
