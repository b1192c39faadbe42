import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceText } from "./replace-text";

const replace = (text: string, oldText: string, newText: string, replaceAll = false) =>
  replaceText(text, { oldText, newText, replaceAll });

const failure = (run: () => string): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

test.each([
  ["one two three", "two", "2", "one 2 three"],
  ["one two three", " two", "", "one three"],
  ["price: X", "X", "$& $1 $` $' $$", "price: $& $1 $` $' $$"],
  ["a.c abc", "a.c", "x", "x abc"],
  ["日本 🎉", "🎉", "é", "日本 é"],
])("the one place in %j is replaced literally", (text, oldText, newText, expected) => {
  expect(replace(text, oldText, newText)).toBe(expected);
});

test.each([
  ["one", "two", "old_string is gone"],
  ["a b a", "a", "old_string occurs 2 times: give more context or set replace_all."],
  ["aaa", "aa", "occurs 2 times"],
  ["x".repeat(5_000), "x", "occurs more than 100 times"],
  ["a".repeat(100_000), "a".repeat(50_000), "occurs more than 100 times"],
])("a text that is not there exactly once is a conflict", (text, oldText, message) => {
  expect(failure(() => replace(text, oldText, "b"))).toMatchObject({
    code: "conflict",
    message: expect.stringContaining(message),
  });
});

test("replace_all replaces every place from left to right", () => {
  expect(replace("a b a", "a", "$&", true)).toBe("$& b $&");
  expect(replace("aaa", "aa", "b", true)).toBe("ba");
  expect(failure(() => replace("x", "y", "z", true))).toMatchObject({ code: "conflict" });
});

test.each([
  ["", "b", "old_string must not be empty"],
  ["a", "a", "nothing to change"],
])("an edit from %j to %j changes nothing and is refused", (oldText, newText, message) => {
  for (const all of [false, true]) {
    const error = failure(() => replace("abc", oldText, newText, all));
    expect(error).toMatchObject({ code: "invalid_request", message: expect.stringContaining(message) });
  }
});

test("a result over the limit is refused before it is built", () => {
  const full = `x${"y".repeat(102_399)}`;
  expect(replace(full, "x", "z")).toHaveLength(102_400);
  expect(failure(() => replace(full, "x", "é"))).toMatchObject({ code: "invalid_request" });
  const blown = failure(() => replace("a".repeat(100_000), "a", "b".repeat(1_000_000), true));
  expect(blown).toMatchObject({ code: "invalid_request", message: expect.stringContaining("100000000000") });
});

test("what was put in for a unique text can be taken out again", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, after, inserted) => {
      const text = `${before}\u{1F511}${after}`;
      const edited = replace(text, "\u{1F511}", `\u{1F512}${inserted}`);
      expect(edited).toBe(`${before}\u{1F512}${inserted}${after}`);
    }),
  );
});
