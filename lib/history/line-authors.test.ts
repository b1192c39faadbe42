import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitLines } from "@/lib/diff/lines";
import { type LineText, lineAuthors } from "./line-authors";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const version = (text: string | null, hour: number, byPerson = false): LineText => ({ text, at: at(hour), byPerson });

describe("lineAuthors", () => {
  test("a person's line in an agent's text is the person's, the others stay the agent's", () => {
    const authors = lineAuthors([version("a\nB\nc\n", 2, true), version("a\nb\nc\n", 1)], false);
    expect(authors).toEqual([
      { at: at(1), byPerson: false },
      { at: at(2), byPerson: true },
      { at: at(1), byPerson: false },
    ]);
  });

  test("a version with the same text, such as a rename, wrote nothing", () => {
    expect(lineAuthors([version("a\n", 2, true), version("a\n", 1)], false)).toEqual([{ at: at(1), byPerson: false }]);
  });

  test("a line that a redacted version of a person may have brought counts as a person's", () => {
    const texts = [version("a\nb\n", 3), version(null, 2, true), version("a\n", 1)];
    expect(lineAuthors(texts, false).map((author) => author.byPerson)).toEqual([false, true]);
    texts[1] = version(null, 2);
    expect(lineAuthors(texts, false).map((author) => author.byPerson)).toEqual([false, false]);
  });

  test("lines older than what was read are a person's when a person wrote one of the versions before", () => {
    const texts = [version("a\nb\n", 3), version("a\n", 2)];
    expect(lineAuthors(texts, true)).toEqual([
      { at: at(2), byPerson: true },
      { at: at(3), byPerson: false },
    ]);
    expect(lineAuthors(texts, false)[0]).toEqual({ at: at(2), byPerson: false });
  });

  test("a text without lines has one author", () => {
    expect(lineAuthors([version("", 2, true), version("a\n", 1)], false)).toEqual([{ ...version("", 2, true) }]);
  });

  test("every line has an author among the versions, and a person's only where a person wrote", () => {
    const anyText = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "d"), { maxLength: 6 })
      .map((lines) => lines.join(""));
    const anyVersion = fc.record({ text: fc.option(anyText, { freq: 6 }), byPerson: fc.boolean() });
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.array(anyVersion, { maxLength: 6 }), (text, byPerson, older) => {
        const versions = [{ text, byPerson }, ...older].map((each, index) => ({ ...each, at: at(20 - index) }));
        const authors = lineAuthors(versions, false);
        expect(authors).toHaveLength(Math.max(1, splitLines(text).length));
        const times = new Set(versions.map((each) => each.at.getTime()));
        expect(authors.every((author) => times.has(author.at.getTime()))).toBe(true);
        if (versions.every((each) => !each.byPerson)) expect(authors.some((author) => author.byPerson)).toBe(false);
        if (versions.every((each) => each.byPerson)) expect(authors.every((author) => author.byPerson)).toBe(true);
      }),
    );
  });
});
