import { expect, test } from "vitest";
import { applyEdit, namePattern, projectOf } from "./mutation";

const edit = (find: string, replace: string) => ({ file: "a.ts", find, replace });

test("an edit replaces its text literally", () => {
  expect(applyEdit("if (a.b) c();", edit("a.b", "$& && d"))).toBe("if ($& && d) c();");
});

test.each([
  ["if (x) c();", "0 times"],
  ["a.b; a.b;", "2 times"],
])("an edit whose text is not there exactly once is refused: %s", (text, count) => {
  expect(() => applyEdit(text, edit("a.b", "d"))).toThrow(`a.ts holds the text to replace ${count}, not once`);
});

test("names are matched letter by letter, each of them", () => {
  const pattern = new RegExp(namePattern(["a (b)?", "c|d [e]", "a (b)?"]));
  expect(["x a (b)? y", "c|d [e]"].every((name) => pattern.test(name))).toBe(true);
  expect(["a b", "c", "d e"].some((name) => pattern.test(name))).toBe(false);
});

test.each([
  ["lib/a/b.test.ts", "unit"],
  ["lib/a/b.db.test.ts", "db"],
  ["e2e/conformance/a.conformance.test.ts", "db"],
])("%s is in the project %s", (file, project) => {
  expect(projectOf({ file, names: "" })).toBe(project);
});
