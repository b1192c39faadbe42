import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { SafetyHit } from "@/lib/safety/types";

/** A number does not begin within a word; in text with escapes `\n` is the end of a line. Digits with the signs of phone numbers between them: at most two signs in a row, 7 to 17 digits. */
const CANDIDATE =
  /(?:(?<![\w.+/:=#%&$€£-])|(?<=\\[nrt]))(?:\+|00)?\(?\d{1,5}\)?(?:[ .\u00A0/-]{0,2}\(?\d{1,6}\)?){1,6}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w%€£$]|[-/:.]\d)/g;
const CALL_WORD =
  /\b(?:phone|telephone|tel|mobile|mob|cell|call(?:ed|ing)?|fax|sms|text(?:ed)?|whatsapp|dial|ring|reach|hotline|landline|contact|number is|desk|office|handy|telefon|tel[ée]fono|t[ée]l[ée]phone|telefone|m[óo]vil|celular|cellulare|mobiel|answering at|messages? to)\b/i;
const OTHER_WORD =
  /\b(?:order|invoice|ticket|case|ref(?:erence)?|id|isbn|issn|version|account|acct|serial|sku|part|tracking|confirmation|booking|reservation|flight|port|pid|bytes?|size|line|row|commit|hash|build|zip|postal|card|iban|amount|total|price|usd|eur|transaction|imei|vat|patent|rfc|doi|timestamp|epoch|user|customer|record)(?:\s?(?:no|nr|number|code|#))?\W{0,3}(?:is\s|was\s)?$/i;
const BEFORE_CHARACTERS = 40;
const DATE =
  /^(?:(?:19|20)\d{2}([-/. ])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2(?:19|20)\d{2}|\d{1,2}([-/.])\d{1,2}\3\d{2})(?![ .-]?\d)/;

/** (555) 010-9999, 555-010-9999: the American grouping, also with area codes that are not in use. */
const AMERICAN = /^(?:(?:\+?1|001)[ .-]?)?(?:\(\d{3}\)[ -]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?$/;
/** Groups of two to four digits, the first with a trunk zero: 030 1234 567, 06 12 34 56 78, (020) 7946 0000. */
const TRUNK = /^\(?0[1-9]\d{0,4}\)?[ ./-]{1,2}\d{2,4}(?:[ .-]?\d{2,4}){1,4}$/;

/** A number with a country's code: as long as that country's numbers are, or as any, behind a word of calling. */
function internationalConfidence(candidate: string, digits: string, isCalled: boolean): number {
  if (parsePhoneNumberFromString(candidate.replace(/^00/, "+"))?.isPossible()) return 0.9;
  return isCalled && candidate.startsWith("+") && digits.length >= 9 && digits.length <= 15 ? 0.7 : 0;
}

function nationalConfidence(candidate: string, digits: string, isCalled: boolean): number {
  if (/^\d+\.\d+$/.test(candidate) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(candidate)) return 0;
  if (AMERICAN.test(candidate)) return /^\(|-/.test(candidate) || isCalled ? 0.85 : 0.6;
  if (TRUNK.test(candidate) && digits.length >= 9 && digits.length <= 12) return isCalled ? 0.85 : 0.6;
  // Without a usual grouping only the words before tell: an ordinary length, no long row of zeros.
  return isCalled && digits.length <= 12 && !/0{5}/.test(digits) ? 0.65 : 0;
}

function confidenceOf(candidate: string, before: string): number {
  const digits = candidate.replace(/\D/g, "");
  if (digits.length < 7 || digits.length > 17 || DATE.test(candidate) || OTHER_WORD.test(before)) return 0;
  const isCalled = CALL_WORD.test(before);
  return /^(?:\+|00)/.test(candidate)
    ? internationalConfidence(candidate, digits, isCalled)
    : nationalConfidence(candidate, digits, isCalled);
}

/**
 * Phone numbers in international form, in usual national groupings, or behind a word of calling. Possible lengths decide,
 * not whether a number is in service: made-up numbers of documents are numbers too. Dates, versions, amounts and the
 * numbers of orders, tickets and accounts are none.
 */
export function findPhoneNumbers(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const candidate = match[0].replace(/[ .\u00A0/(-]+$/, "");
    const opening = candidate.startsWith("(") || !candidate.includes(")") ? 0 : -1;
    if (opening < 0 && !candidate.includes("(")) continue;
    const before = text.slice(Math.max(0, match.index - BEFORE_CHARACTERS), match.index);
    const confidence = confidenceOf(candidate, before);
    if (confidence === 0) continue;
    const end = match.index + candidate.length;
    hits.push({ kind: "personal_data", rule: "phone", start: match.index, end, confidence });
  }
  return hits;
}
