import { expect, test } from "vitest";
import { aFile, aHunk } from "./a-diff";
import { chosenText } from "./chosen-text";

const texts = { base_content: "a\nb\nc\nd\ne\n", proposed_content: "A\nb\nc\nD\ne\nf\n" };
const file = aFile("/a.md", [aHunk("move", { kind: "move" }), aHunk("1"), aHunk("2"), aHunk("3")], texts);

test("any choice of hunks gives the text with exactly these", () => {
  expect(chosenText(file, () => false)).toBe(texts.base_content);
  expect(chosenText(file, () => true)).toBe(texts.proposed_content);
  expect(chosenText(file, (id) => id === "2" || id === "move")).toBe("a\nb\nc\nD\ne\n");
});

test("a new file is there when it is taken, a removed one when it is not", () => {
  const added = aFile("/a.md", [aHunk("1", { kind: "add" })], { ...texts, base_content: null });
  expect([chosenText(added, () => true), chosenText(added, () => false)]).toEqual([texts.proposed_content, null]);
  const removed = aFile("/a.md", [aHunk("1", { kind: "remove" })], { ...texts, proposed_content: null });
  expect([chosenText(removed, () => true), chosenText(removed, () => false)]).toEqual([null, texts.base_content]);
});
