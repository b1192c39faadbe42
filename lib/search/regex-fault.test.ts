import { expect, test } from "vitest";
import { regexMatcher } from "./match-regex";

test.each([
  ["(a)\\1", "backreferences are not supported at character 4"],
  ["日本(?=x)", "look-ahead and look-behind are not supported at character 3"],
  ["a(?<!x)y", "look-ahead and look-behind are not supported at character 2"],
  ["[(?=](?=x)", "look-ahead and look-behind are not supported at character 6"],
  ["(?>a)", "atomic groups are not supported at character 1"],
  ["ba++", "possessive repetition is not supported at character 3"],
  ["a(b(c)", "missing closing ) at character 2"],
  ["a)b", "unexpected ) at character 2"],
  ["a[b", "missing closing ] at character 2"],
  ["a{1001}", "invalid repeat count at character 2"],
  ["*a", "missing argument to repetition operator at character 1"],
  ["ab\\", "trailing backslash at end of expression at character 3"],
])("%s is refused with what is wrong and where", (q, reason) => {
  expect(() => regexMatcher(q, false)).toThrow(reason);
});

test("an expression that compiles to too much is refused", () => {
  expect(() => regexMatcher("(a{1,100}){1,9}b", false)).toThrow("too large");
});
