import fc from "fast-check";
import { expect, test } from "vitest";
import { startBlame, stepBlame } from "@/lib/diff/blame";
import { splitLines } from "@/lib/diff/lines";

const anyText = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c", "\u2028", "\ufeff😀"), fc.constantFrom("\n", "\r\n", "\r", "")), {
    maxLength: 10,
  })
  .map((pieces) => pieces.flat().join(""));

/** For each line of the newest text the number of the text it came with; 0 is the oldest. */
function originsOf(texts: string[]): { lines: string[]; origins: number[] } {
  const blame = startBlame(texts.at(-1) ?? "");
  const origins = blame.lines.map(() => 0);
  for (let older = texts.length - 2; older >= 0; older--) {
    for (const line of stepBlame(blame, texts[older] as string)) origins[line] = older + 1;
  }
  return { lines: blame.lines, origins };
}

test("the joined lines are the file, and every text from a line's origin on has that line", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
      const { lines, origins } = originsOf(texts);
      expect(lines.join("")).toBe(texts.at(-1));
      lines.forEach((line, index) => {
        for (const text of texts.slice(origins[index])) expect(splitLines(text)).toContain(line);
      });
    }),
    { numRuns: 500 },
  );
});

test("a line that went and came back belongs to the text that brought it back", () => {
  expect(originsOf(["a\nb\n", "a\n", "a\nb\n"]).origins).toEqual([0, 2]);
});

test("a line keeps its origin while others are put before it, text after text", () => {
  expect(originsOf(["old\n", "x\nold\n", "x\ny\nold\n", "z\nx\ny\nold\n"]).origins).toEqual([3, 1, 2, 0]);
});

test("a new end of line makes a new line", () => {
  expect(originsOf(["a\nb", "a\nb\nc\n"]).origins).toEqual([0, 1, 1]);
});
