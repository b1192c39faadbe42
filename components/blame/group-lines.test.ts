import { expect, test } from "vitest";
import { type BlameLine, groupLines } from "./group-lines";

const line = (number: number, version: string, afterRedaction = false) =>
  ({
    line: number,
    text: `${number}\n`,
    version_id: `memver_${version}`,
    created_at: "2026-10-21T09:30:00.000000Z",
    created_by: null,
    session_id: null,
    dream_id: null,
    after_redaction: afterRedaction,
  }) as BlameLine;

test("lines in a row of one version are one group, and the version's later lines another", () => {
  const groups = groupLines([line(1, "a"), line(2, "a"), line(3, "b"), line(4, "a")]);
  expect(groups.map((group) => group.lines.map((each) => each.line))).toEqual([[1, 2], [3], [4]]);
  expect(groups.map((group) => group.origin.version_id)).toEqual(["memver_a", "memver_b", "memver_a"]);
});

test("lines that may have come with a redacted version stand apart", () => {
  expect(groupLines([line(1, "a"), line(2, "a", true)])).toHaveLength(2);
});

test("an empty text has no group", () => {
  expect(groupLines([])).toEqual([]);
});
