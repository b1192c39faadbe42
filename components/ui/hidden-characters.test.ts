import { describe, expect, test } from "vitest";
import { countHidden, splitHidden } from "./hidden-characters";

describe("splitHidden", () => {
  test("plain text in any script is one seen part", () => {
    expect(splitHidden("Größe\tنص 文字\nline")).toEqual([{ text: "Größe\tنص 文字\nline", hidden: null }]);
  });

  test("a direction override and a zero-width space are named in place", () => {
    expect(splitHidden("a\u202eb\u200b")).toEqual([
      { text: "a", hidden: null },
      { text: "\u202e", hidden: "RLO" },
      { text: "b", hidden: null },
      { text: "\u200b", hidden: "ZWSP" },
    ]);
  });

  test("characters without a short name are given by code point", () => {
    expect(splitHidden("\u{e0041}")).toEqual([{ text: "\u{e0041}", hidden: "U+E0041" }]);
    expect(splitHidden("\u0007")[0]?.hidden).toBe("U+0007");
  });

  test("the joiner inside an emoji is not hidden text, between letters it is", () => {
    expect(countHidden("👩\u200d🚒")).toBe(0);
    expect(countHidden("pay\u200dpal")).toBe(1);
  });

  test("the parts put together are the text", () => {
    const text = "\ufeffa\u2066b\u2069\r\nc";
    expect(
      splitHidden(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});
