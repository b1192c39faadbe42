import { pathFault } from "@/lib/memories/path";
import { CONTENT_BYTES_MAX } from "@/lib/memories/schema";

/** One spelling of the text that is searched for, and what takes its place. */
export type Needle = { find: string; replace: string };

/** Shorter spellings would hit what is not meant. */
export const TEXT_CHARACTERS_MIN = 6;
export const DEFAULT_REPLACEMENT = "[redacted]";

/** After so many rounds a replacement that keeps making the text anew is left out. */
const ROUNDS_MAX = 8;

/** Names and other bounded fields may grow to this many UTF-16 units. */
const BOUNDED_UNITS_MAX = 64;

/** The text as it stands inside of a JSON text. */
export const jsonEscape = (text: string): string => JSON.stringify(text).slice(1, -1);

/** As writers of plain ASCII do it: every other UTF-16 unit as \uXXXX. */
const asciiEscape = (text: string): string =>
  jsonEscape(text).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * The text in the spellings that are followed, longest first: as it is; with its white space collapsed, as one-line
 * summaries hold it; and both as a JSON text inside a text holds them, with or without \u escapes.
 */
export function needlesOf(text: string, replacement: string): Needle[] {
  const oneLine = text.replace(/\s+/g, " ").trim();
  const plain = oneLine.length >= TEXT_CHARACTERS_MIN ? [text, oneLine] : [text];
  const spelled = plain.flatMap((find): Needle[] => [
    { find, replace: replacement },
    { find: jsonEscape(find), replace: jsonEscape(replacement) },
    { find: asciiEscape(find), replace: asciiEscape(replacement) },
  ]);
  const byFind = new Map(spelled.reverse().map((needle) => [needle.find, needle]));
  return [...byFind.values()].sort((a, b) => b.find.length - a.find.length);
}

export const holds = (needles: Needle[], text: string): boolean => needles.some(({ find }) => text.includes(find));

/**
 * The text without any of the needles. Where the replacement would make it more than twice as long, and longer than a
 * memory may be, it is left out: many places times a long replacement may be far more than memory holds.
 */
export function rewriteText(needles: Needle[], text: string): string {
  const unitsMax = Math.max(2 * text.length, CONTENT_BYTES_MAX);
  let rewritten = text;
  for (let round = 0; holds(needles, rewritten); round++) {
    for (const { find, replace } of needles) {
      const parts = rewritten.split(find);
      const units = rewritten.length + (parts.length - 1) * (replace.length - find.length);
      rewritten = parts.join(round < ROUNDS_MAX && units <= unitsMax ? replace : "");
    }
  }
  return rewritten;
}

const withoutReplacement = (needles: Needle[]): Needle[] => needles.map(({ find }) => ({ find, replace: "" }));

/** A memory's text; replacements that would make it too large are left out. */
export function rewriteContent(needles: Needle[], text: string): string {
  const rewritten = rewriteText(needles, text);
  if (Buffer.byteLength(rewritten, "utf8") <= CONTENT_BYTES_MAX) return rewritten;
  return rewriteText(withoutReplacement(needles), text);
}

/** Control and format characters, which names and paths may not hold. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const oneLined = (needles: Needle[]): Needle[] =>
  needles.map(({ find, replace }) => ({ find, replace: replace.replace(INVISIBLE, " ") }));

/** A name or the like: it does not grow beyond what every such field may hold, and never becomes empty. */
export function rewriteBounded(needles: Needle[], text: string): string {
  const rewritten = rewriteText(oneLined(needles), text);
  const fits = rewritten.length <= Math.max(text.length, BOUNDED_UNITS_MAX);
  const fitting = fits ? rewritten : rewriteText(withoutReplacement(needles), text);
  return fitting === "" && text !== "" ? "-" : fitting;
}

/** A memory's path, or null when the replacement makes none that may stand. */
export function rewritePath(needles: Needle[], path: string): string | null {
  const rewritten = rewriteText(oneLined(needles), path);
  return pathFault(rewritten) === null ? rewritten : null;
}

/** Ids and times of ours. They are no secrets, and a text that is a piece of one is not meant. */
const OWN_VALUE = /^(?:[a-z]+_01[1-9A-HJ-NP-Za-km-z]{22}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/;
export const isOwnValue = (text: string): boolean => OWN_VALUE.test(text);

type Rewrite = (text: string) => string;

/** Every text anywhere in a JSON value, keys too unless told otherwise. Keys that become equal are told apart. */
export function rewriteJson(value: unknown, rewrite: Rewrite, rewriteKey: Rewrite = rewrite): unknown {
  if (typeof value === "string") return isOwnValue(value) ? value : rewrite(value);
  if (Array.isArray(value)) return value.map((item) => rewriteJson(item, rewrite, rewriteKey));
  if (value === null || typeof value !== "object") return value;
  const entries = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(value)) {
    let key = rewriteKey(name);
    while (entries.has(key)) key += "_";
    entries.set(key, rewriteJson(inner, rewrite, rewriteKey));
  }
  // fromEntries defines own properties, so a key named __proto__ stays a key.
  return Object.fromEntries(entries);
}
