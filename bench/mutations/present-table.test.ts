import { expect, test } from "vitest";
import { presentTable } from "./present-table";

test("columns stand below each other, and no cell breaks the table", () => {
  const table = presentTable(
    ["rule", "by"],
    [
      ["3.4", "a | b"],
      ["3.5 step 4", "é\nx"],
    ],
  );
  expect(table.split("\n")).toEqual([
    "| rule       | by     |",
    "| ---------- | ------ |",
    "| 3.4        | a \\| b |",
    "| 3.5 step 4 | é x    |",
  ]);
});
