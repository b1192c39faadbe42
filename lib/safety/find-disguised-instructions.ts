import { FOREIGN_OVERRIDES } from "@/lib/safety/foreign-overrides";
import { INSTRUCTION_SHAPES } from "@/lib/safety/instruction-shapes";
import { decodeBase64 } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

const BASE64 = /(?<![\w+/=-])[A-Za-z0-9+/_-]{24,8000}={0,2}(?![\w+/=-])/g;
const HEX = /(?<![\w])(?:[0-9a-f]{2}[ ,]?){12,2000}(?![\w])/gi;
/** Words that hardly any text lacks which tries to steer. Seven letters of another alphabet are no accident. */
const TELLING = ["instructions", "previous", "ignore all", "disregard", "password"] as const;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const WORDS_MIN = 3;

function shifted(word: string, by: number): string {
  return word.replace(/[a-z]/g, (letter) => LETTERS[(LETTERS.indexOf(letter) + by) % 26] ?? letter);
}

const CAESAR = new RegExp(
  TELLING.flatMap((word) => Array.from({ length: 25 }, (_, index) => shifted(word, index + 1))).join("|"),
  "gi",
);
const REVERSED = new RegExp(TELLING.map((word) => [...word].reverse().join("")).join("|"), "gi");
/** i-g-n-o-r-e, i g n o r e, 1gn0re: the letters of an order with something between or instead. */
const SPACED =
  /\b[i1!][\s._*-]{0,2}g[\s._*-]{0,2}n[\s._*-]{0,2}[o0][\s._*-]{0,2}r[\s._*-]{0,2}[e3]\b[\s\w._*-]{0,40}?\b(?:p\W?r\W?[e3]\W?v|[i1]\W?n\W?[s5$]\W?t)/gi;

/** True for text of several words, or text with one of the phrases: what an encoded message is, and a hash is not. */
function isMessage(text: string): boolean {
  if ([...INSTRUCTION_SHAPES, ...FOREIGN_OVERRIDES].some(({ shape }) => text.search(shape) >= 0)) return true;
  const words = text.match(/(?<![\w/=.])[A-Za-z]{2,15}(?=[\s,.!?]|$)/g) ?? [];
  return words.length >= WORDS_MIN && words.join("").length > text.length * 0.6 && !/[{}<>=\\]/.test(text);
}

/** Text in base64, in hexadecimal, in an alphabet moved or reversed: hidden from readers, plain to a model. */
export function findDisguisedInstructions(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  const add = (rule: string, match: RegExpExecArray, confidence: number) =>
    hits.push({ kind: "instruction", rule, start: match.index, end: match.index + match[0].length, confidence });
  for (const match of text.matchAll(BASE64)) {
    const decoded = decodeBase64(match[0]);
    if (decoded !== null && isMessage(decoded)) add("encoded-text", match, 0.8);
  }
  for (const match of text.matchAll(HEX)) {
    const decoded = Buffer.from(match[0].replace(/[ ,]/g, ""), "hex").toString("utf8");
    if (/^[\t\n\r\u0020-\u007E]{8,}$/.test(decoded) && isMessage(decoded)) add("encoded-text", match, 0.8);
  }
  for (const match of text.matchAll(CAESAR)) add("moved-alphabet", match, 0.75);
  for (const match of text.matchAll(REVERSED)) add("reversed-text", match, 0.75);
  for (const match of text.matchAll(SPACED)) {
    if (/[^a-z\s]|\bi\sg/i.test(match[0])) add("spaced-letters", match, 0.7);
  }
  return hits;
}
