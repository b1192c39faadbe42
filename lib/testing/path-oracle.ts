import fc from "fast-check";

/**
 * Cc, Cf (Unicode 15.1, DerivedGeneralCategory.txt), U+2028 and U+2029, written out, so that the rule is checked against
 * something else than the regular expression that implements it.
 */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];

const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

/** Bytes that UTF-8 takes for a code point (RFC 3629, section 3). */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Whether contract 3.3 allows a path; written from the contract, apart from `pathFault`. */
export function isLegalPath(path: string): boolean {
  const points = codePoints(path);
  const bytes = points.reduce((sum, point) => sum + utf8Length(point), 0);
  const [before, ...segments] = path.split("/");
  return (
    before === "" &&
    bytes <= 1_024 &&
    segments.length >= 1 &&
    segments.length <= 20 &&
    segments.every((segment) => segment.length > 0 && segment !== "." && segment !== "..") &&
    !points.some((point) => INVISIBLE.some(([from, to]) => point >= from && point <= to)) &&
    path === path.normalize("NFC")
  );
}

const ODD = ["..", ".", "...", "", " ", "\\", "\u00AD", "\u200D", "\uFEFF", "\u2028", "e\u0301", "\u00E9", "\u212B"];
const WIDE = [
  "\u{1F600}",
  "\uFB01",
  "\u0378",
  "\uE000",
  "\u{E0041}",
  "\u{13430}",
  "\u{13440}",
  "%",
  "'",
  '"',
  "{}",
  "$",
];

const part = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD, ...WIDE) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 600 }).map((length) => "\u00E4".repeat(length)) },
);

const segment = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));

/** Any well-formed text, most of them legal paths or close to one. */
export const anyPath: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join("/")}`),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 24 }).map((count) => "/s".repeat(count)) },
  { weight: 2, arbitrary: fc.integer({ min: 1_015, max: 1_030 }).map((bytes) => `/${"x".repeat(bytes - 1)}`) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: segment },
);
