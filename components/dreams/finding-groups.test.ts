import { expect, test } from "vitest";
import type { FindingResource } from "@/lib/proposals/schema";
import { groupFindings } from "./finding-groups";
import { suggestedLines } from "./suggested-lines";

const finding = (id: string, kind: FindingResource["kind"], state: FindingResource["state"]) =>
  // The ids of fixtures are short plain words where real ones are branded.
  ({ id, kind, state, reason: null, sources: [], suggestion: [] }) as unknown as FindingResource;

test("findings without a change stand apart, by kind in the order of their first", () => {
  const groups = groupFindings([
    finding("1", "stale", "left_alone"),
    finding("2", "merge", "proposed"),
    finding("3", "merge", "left_alone"),
    finding("4", "contradict", "off"),
    finding("5", "stale", "left_alone"),
  ]);
  expect(groups.proposed.map(({ id }) => id)).toEqual(["2"]);
  expect(groups.off.map(({ id }) => id)).toEqual(["4"]);
  expect(groups.leftAlone.map(({ kind, findings }) => [kind, findings.map(({ id }) => id)])).toEqual([
    ["stale", ["1", "5"]],
    ["merge", ["3"]],
  ]);
  expect(groups.leftAloneCount).toBe(3);
});

test("a suggestion shows the lines that would go, as far as they are known, then those that would come", () => {
  const sources = [
    { path: "/a.md", line: 3, text: "old" },
    { path: "/b.md", line: 4, text: "elsewhere" },
  ];
  expect(suggestedLines({ path: "/a.md", start: 3, end: 4, lines: ["new"] }, sources)).toEqual([
    { side: "removed", number: 3, text: "old" },
    { side: "removed", number: 4, text: null },
    { side: "added", number: 3, text: "new" },
  ]);
  expect(suggestedLines({ path: "/a.md", start: 3, end: 2, lines: ["between"] }, sources)).toEqual([
    { side: "added", number: 3, text: "between" },
  ]);
});
