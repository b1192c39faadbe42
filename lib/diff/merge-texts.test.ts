import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeTexts } from "@/lib/diff/merge-texts";

const aText = fc
  .array(fc.constantFrom("one two", "three", "four five six", ""), { maxLength: 8 })
  .map((lines) => lines.join("\n"));

describe("a three-way merge", () => {
  test.each([
    ["changes of different lines", "a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\nd\n", "a\nB\nc\nd\n"],
    ["changes of neighbouring lines", "a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n", "a\nB\nC\n"],
    [
      "different words of one line",
      "port 5432 host x\n",
      "port 5433 host x\n",
      "port 5432 host y\n",
      "port 5433 host y\n",
    ],
    ["the same change twice", "a\nb\n", "a\nx\n", "a\nx\n", "a\nx\n"],
  ])("joins %s", (_name, base, live, wanted, merged) => {
    expect(mergeTexts({ base, live, wanted })).toBe(merged);
    expect(mergeTexts({ base, live: wanted, wanted: live })).toBe(merged);
  });

  test.each([
    ["the same word in two ways", "port 5432\n", "port 5433\n", "port 5434\n"],
    ["two texts at the same end", "a", "a\nb", "a\nc"],
    ["two beginnings", "", "x", "y"],
    ["a line that one side removed and the other changed", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n"],
  ])("refuses %s", (_name, base, live, wanted) => {
    expect(mergeTexts({ base, live, wanted })).toBeNull();
  });

  test("with one side unchanged gives the other, and does not depend on which side is which", () => {
    fc.assert(
      fc.property(aText, aText, aText, (base, live, wanted) => {
        expect(mergeTexts({ base, live, wanted: base })).toBe(live);
        expect(mergeTexts({ base, live: base, wanted })).toBe(wanted);
        expect(mergeTexts({ base, live, wanted })).toBe(mergeTexts({ base, live: wanted, wanted: live }));
      }),
    );
  });

  test("gives up on texts that repeat one line thousands of times", () => {
    const blank = "\n".repeat(3_000);
    expect(mergeTexts({ base: `${blank}a\n`, live: `${blank}b\n`, wanted: `${blank}a\nc\n` })).toBeNull();
  });
});
