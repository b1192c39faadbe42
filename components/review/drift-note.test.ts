import { expect, test } from "vitest";
import { aFile, aHunk } from "./a-diff";
import { driftText } from "./drift-note";

const drifted = (merging: number, conflicts: number, already_there: number) => {
  const hunks = Array.from({ length: merging }, (_, at) => aHunk(`h${at}`, { drift: "merges" }));
  const totals = { files: 1, hunks: 9, files_removed: 0, conflicts, already_there };
  return driftText({ totals, files: [aFile("/a.md", hunks)] });
};

test("the drift of a proposal is told in words, and nothing is said without one", () => {
  expect(drifted(0, 0, 0)).toBeNull();
  expect(drifted(9, 2, 1)).toBe("9 changes merge, 2 conflict, 1 is there already");
  expect(drifted(0, 1, 0)).toBe("1 change conflicts");
  expect(drifted(0, 0, 2)).toBe("2 changes are there already");
});
