import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffHunks, type Hunk, NO_FINAL_NEWLINE } from "@/lib/diff/hunks";
import { diffStat } from "@/lib/diff/stat";

/** Lines with their LF; the last one may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function applyHunks(base: string, hunks: Hunk[]): string {
  const baseLines = linesOf(base);
  const result: string[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const start = hunk.base_lines === 0 ? hunk.base_start : hunk.base_start - 1;
    while (next < start) result.push(baseLines[next++] ?? "");
    hunk.lines.forEach((line, index) => {
      if (line === NO_FINAL_NEWLINE) return;
      const end = hunk.lines[index + 1] === NO_FINAL_NEWLINE ? "" : "\n";
      if (!line.startsWith("+")) expect(baseLines[next++]).toBe(line.slice(1) + end);
      if (!line.startsWith("-")) result.push(line.slice(1) + end);
    });
  }
  return result.concat(baseLines.slice(next)).join("");
}

const anyText = fc
  .array(
    fc.tuple(
      fc.constantFrom("a", "b", "", "\ufeffa", "-x", "+y", "\\ z", "é\u2028"),
      fc.constantFrom("\n", "\r\n", "\r", ""),
    ),
  )
  .map((pieces) => pieces.flat().join(""));

describe("diffHunks", () => {
  test("applied to the base, the hunks give the proposal, byte for byte", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 0, max: 4 }), (base, proposed, context) => {
        expect(applyHunks(base, diffHunks(base, proposed, { context }))).toBe(proposed);
      }),
      { numRuns: 1000 },
    );
  });

  test("equal texts have no hunks", () => {
    expect(diffHunks("a\r\nb", "a\r\nb")).toEqual([]);
  });

  test("a carriage return is part of the line", () => {
    expect(diffHunks("a\r\nb\r\n", "a\nb\r\n", { context: 0 })).toEqual([
      { base_start: 1, base_lines: 1, proposed_start: 1, proposed_lines: 1, lines: ["-a\r", "+a"] },
    ]);
  });

  test("a missing newline at the end is a line of its own after the line concerned", () => {
    expect(diffHunks("a\nb", "a\nb\n")[0]?.lines).toEqual([" a", "-b", NO_FINAL_NEWLINE, "+b"]);
  });

  test.each([
    [0, 1],
    [5, 1],
    [6, 1],
    [7, 2],
  ])("changes are one hunk as long as their contexts meet: %i lines between them", (between, count) => {
    const unchanged = Array.from({ length: between }, (_, line) => `${line}\n`).join("");
    const hunks = diffHunks(`a\n${unchanged}b\n`, `A\n${unchanged}B\n`);
    expect(hunks).toHaveLength(count);
    const ends = hunks.map((hunk) => hunk.base_start + hunk.base_lines);
    expect(hunks.slice(1).every((hunk, index) => hunk.base_start >= (ends[index] ?? 0))).toBe(true);
  });

  test("lines on each side agree with the counts", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, proposed) => {
        for (const hunk of diffHunks(base, proposed)) {
          const count = (prefixes: string) => hunk.lines.filter((line) => prefixes.includes(line[0] ?? "?")).length;
          expect([count(" -"), count(" +")]).toEqual([hunk.base_lines, hunk.proposed_lines]);
        }
      }),
    );
  });
});

test("the statistic counts added and removed lines and ignores the newline marker", () => {
  expect(diffStat(diffHunks("a\nb", "a\nc\nd\n"))).toEqual({ addedLines: 2, removedLines: 1 });
});
