import fc from "fast-check";
import { expect, test } from "vitest";
import { cronFault, dueRuns, nextRuns } from "./cron";
import { cronWords } from "./cron-words";

const at = (text: string) => new Date(text);
const runs = (cron: string, timeZone: string, count: number, after: string) =>
  nextRuns({ cron, timeZone }, count, at(after)).map((run) => run.toISOString());

test("a night without 02:30 runs once, right after the gap; the nights around it as always", () => {
  expect(runs("30 2 * * *", "Europe/Berlin", 3, "2026-03-27T12:00:00Z")).toEqual([
    "2026-03-28T01:30:00.000Z",
    "2026-03-29T01:00:00.000Z",
    "2026-03-30T00:30:00.000Z",
  ]);
});

test("a night with 02:30 twice runs once, the first time", () => {
  expect(runs("30 2 * * *", "Europe/Berlin", 3, "2026-10-23T12:00:00Z")).toEqual([
    "2026-10-24T00:30:00.000Z",
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test("a list of hours is as safe in both nights as a single one", () => {
  expect(runs("30 2,14 * * *", "Europe/Berlin", 3, "2026-10-24T22:30:00Z")).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-25T13:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test("a zone of quarter hours is right", () => {
  expect(runs("15 3 * * 1", "Asia/Kathmandu", 2, "2026-11-20T00:00:00Z")).toEqual([
    "2026-11-22T21:30:00.000Z",
    "2026-11-29T21:30:00.000Z",
  ]);
});

test("the day a fixed time falls on never has two runs and never none", () => {
  const zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago"];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      (timeZone, hour, minute) => {
        const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
        const year = nextRuns({ cron: `${minute} ${hour} * * *`, timeZone }, 380, at("2026-01-01T12:00:00Z"));
        const days = year.map((run) => day.format(run));
        expect(new Set(days).size).toBe(days.length);
        const [first, last] = [days[0] ?? "", days.at(-1) ?? ""];
        expect((Date.parse(last) - Date.parse(first)) / 86_400_000).toBe(days.length - 1);
      },
    ),
    { numRuns: 20 },
  );
});

test.each([
  ["* * * *", /five fields/],
  ["* * * * * *", /five fields/],
  ["@daily", /five fields/],
  ["? * * * *", /five fields/],
  [`${"1,".repeat(80)}1 * * * *`, /five fields/],
  ["61 * * * *", /Invalid value for minute/],
  ["0 0 30 2 *", /never comes/],
  ["0 0 * * MOX", /not valid/],
])("%s is refused with words", (cron, words) => {
  expect(cronFault(cron)).toMatch(words);
});

test.each(["30 2 * * *", "*/15 9-17 * * MON-FRI", "0 0 29 2 *", "0 0 L * *"])("%s is taken", (cron) => {
  expect(cronFault(cron)).toBeNull();
});

test("of the times that passed only the newest is due, and the others are counted", () => {
  const cron = { cron: "*/10 * * * *", timeZone: "UTC" };
  expect(dueRuns(cron, at("2026-11-20T09:00:00Z"), at("2026-11-20T09:00:00Z"))).toEqual({
    newest: at("2026-11-20T09:00:00Z"),
    missed: null,
  });
  expect(dueRuns(cron, at("2026-11-20T09:00:00Z"), at("2026-11-20T09:39:59Z"))).toEqual({
    newest: at("2026-11-20T09:30:00Z"),
    missed: { count: 3, last: at("2026-11-20T09:20:00Z") },
  });
  const { missed } = dueRuns({ ...cron, cron: "* * * * *" }, at("2024-11-20T09:00:00Z"), at("2026-11-20T09:00:00Z"));
  expect(missed).toEqual({ count: 1_000, last: at("2026-11-20T08:59:00Z") });
});

test("a cron is told in words", () => {
  expect(cronWords("*/15 9-17 * * MON-FRI")).toBe("Every 15 minutes, between 09:00 and 17:59, Monday through Friday");
  expect(cronWords("30 2 * * *")).toBe("At 02:30, every day");
  expect(cronWords("30 2 * * 1")).toBe("At 02:30, only on Monday");
  expect(cronWords("no cron")).toBe("no cron");
});
