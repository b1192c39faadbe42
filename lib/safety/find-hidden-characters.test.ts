import { expect, test } from "vitest";
import { findHiddenCharacters } from "@/lib/safety/find-hidden-characters";

const rules = (text: string) => findHiddenCharacters(text).map(({ rule }) => rule);

test.each([
  ["bidi", "access\u202Elevel"],
  ["bidi", "a\u2066b\u2069".slice(0, 3)],
  ["zero-width", "pass\u200Bword"],
  ["zero-width", "a\u200Db"],
  ["tag-characters", "hi\u{E0069}\u{E0067}\u{E006E}"],
  ["soft-hyphen", "ig\u00ADnore"],
  ["control-character", "a\u0000b"],
  ["control-character", "a\u0085b"],
  ["byte-order-mark", "a\uFEFFb"],
  ["variation-selector", "x\uFE0F\uFE0E\uFE0F"],
  ["variation-selector", "a\u{E0101}\u{E0120}"],
])("%s", (rule, text) => {
  expect(rules(text)).toEqual([rule]);
});

test.each([
  ["a family and a flag", "👩‍👩‍👧 and 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} and ❤️ and 1️⃣"],
  ["Persian", "می\u200Cخواهم"],
  ["Hindi", "क्\u200Dष"],
  ["line ends and tabs", "a\tb\r\nc"],
  ["a byte order mark at the start", "\uFEFFa"],
])("%s are ordinary", (_, text) => {
  expect(rules(text)).toEqual([]);
});
