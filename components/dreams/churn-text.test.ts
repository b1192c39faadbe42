import { expect, test } from "vitest";
import { churnText } from "./churn-text";

const none = { files_added: 0, files_modified: 0, files_removed: 0, lines_added: 0, lines_removed: 0 };
const size = { bytes_before: 2_048, bytes_after: 2_048 };

test("counts files of the store, lines, and what comes and goes", () => {
  const churn = { ...none, files_modified: 6, files_removed: 1, lines_added: 14, lines_removed: 22 };
  expect(churnText({ ...churn, ...size }, 120)).toBe("Changes 7 of 120 files, +14 −22 lines; 1 file removed.");
  expect(churnText({ ...churn, files_added: 2, bytes_before: 4_096, bytes_after: 2_048 }, 120)).toBe(
    "Changes 7 of 120 files, +14 −22 lines; 2 files added, 1 file removed; 4.0 KB → 2.0 KB.",
  );
});

test("no change is said as such", () => {
  expect(churnText({ ...none, ...size }, 1)).toBe("Changes none of 1 file.");
});
