import { describe, expect, test } from "vitest";
import { isSwitchedOn, placeSuggestions } from "./place-suggestion";

const base = "one\ntwo\nthree\nfour\n";
const at = (start: number, end: number, ...lines: string[]) => ({ path: "/a.md", start, end, lines });

describe("placeSuggestions", () => {
  test("lines are those of the base, wherever they stand now", () => {
    expect(placeSuggestions(base, "zero\none\ntwo\nthree\nfour\n", [at(2, 3, "2 and 3")])).toBe(
      "zero\none\n2 and 3\nfour\n",
    );
  });
  test("nothing goes when it only adds: after the line before it, or at the beginning", () => {
    expect(placeSuggestions(base, base, [at(3, 2, "new")])).toBe("one\ntwo\nnew\nthree\nfour\n");
    expect(placeSuggestions(base, base, [at(1, 0, "new")])).toBe("new\none\ntwo\nthree\nfour\n");
    expect(placeSuggestions("one", "one", [at(2, 1, "new")])).toBe("one\nnew\n");
  });
  test("several changes of a file do not push each other away", () => {
    expect(placeSuggestions(base, base, [at(1, 1), at(4, 4, "4", "5")])).toBe("two\nthree\n4\n5\n");
  });
  test("a line that changed, went, or no longer stands beside its neighbour has no place", () => {
    expect(placeSuggestions(base, "one\nTWO\nthree\nfour\n", [at(2, 2, "x")])).toBeNull();
    expect(placeSuggestions(base, "one\nthree\nfour\n", [at(3, 2, "x")])).toBeNull();
    expect(placeSuggestions(base, "one\ntwo\nbetween\nthree\nfour\n", [at(2, 3, "x")])).toBeNull();
  });
});

test("a finding is on when all its lines are in the texts that a person wrote", () => {
  const finding = { suggestion: [at(2, 2, "2"), { ...at(1, 1, "b"), path: "/b.md" }] };
  expect(isSwitchedOn(finding, new Map([["/a.md", "one\n2\n"]]))).toBe(false);
  expect(
    isSwitchedOn(
      finding,
      new Map([
        ["/a.md", "one\n2\n"],
        ["/b.md", "b"],
      ]),
    ),
  ).toBe(true);
  expect(isSwitchedOn({ suggestion: [at(2, 2)] }, new Map([["/a.md", "one\n"]]))).toBe(false);
});
