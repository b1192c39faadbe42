import { describe, expect, test } from "vitest";
import { NO_FINAL_NEWLINE } from "@/lib/diff/hunks";
import { firstChange, pairLines, readHunkLines } from "./hunk-lines";

const lines = [" same", "-retry after 10 minutes", "-gone", "+retry after 15 minutes", " end"];
const read = readHunkLines({ base_start: 4, proposed_start: 6, lines });

describe("readHunkLines", () => {
  test("numbers each line on the sides that have it", () => {
    expect(read.map(({ side, base, proposed }) => [side, base, proposed])).toEqual([
      ["same", 4, 6],
      ["removed", 5, null],
      ["removed", 6, null],
      ["added", null, 7],
      ["same", 7, 8],
    ]);
    expect(firstChange(read)?.base).toBe(5);
  });
  test("marks the words that differ between a line and the one in its place", () => {
    const changed = (at: number) => read[at]?.parts.filter((part) => part.isChanged).map((part) => part.text);
    expect([changed(1), changed(2), changed(3)]).toEqual([["10"], [], ["15"]]);
    expect(read[1]?.parts.map((part) => part.text).join("")).toBe("retry after 10 minutes");
  });
  test("lines with nothing in common are two lines", () => {
    const other = readHunkLines({ base_start: 1, proposed_start: 1, lines: ["-abc", "+xyz uvw"] });
    expect(other.flatMap((line) => line.parts).some((part) => part.isChanged)).toBe(false);
  });
  test("a missing newline at the end belongs to the line before", () => {
    const last = readHunkLines({ base_start: 1, proposed_start: 1, lines: ["-a", NO_FINAL_NEWLINE, "+a"] });
    expect(last.map((line) => line.hasNoNewline)).toEqual([true, false]);
  });
});

test("beside each other, the n-th line that goes faces the n-th that comes", () => {
  const pairs = pairLines(read).map(({ left, right }) => [left?.base ?? null, right?.proposed ?? null]);
  expect(pairs).toEqual([
    [4, 6],
    [5, 7],
    [6, null],
    [7, 8],
  ]);
});
