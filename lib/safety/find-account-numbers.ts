import { isValidIBAN } from "ibantools";
import { passesLuhn } from "@/lib/safety/check-digits";
import type { SafetyHit } from "@/lib/safety/types";

/** 12 to 19 digits, in one piece or in groups of an embossed card with one sign throughout. */
const CARD =
  /(?:(?<![\w.+-]|\d )|(?<=\\[nrt]))(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}|\d{12,19})(?![\w-]|[ .]\d)/g;
/** Leading digits and lengths of the issuers (ISO/IEC 7812, the networks' own tables). */
const ISSUERS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})|3[47]\d{13}|(?:6011|64[4-9]\d|65\d\d)\d{12,15}|3(?:0[0-59]|[689]\d)\d{11,16}|35(?:2[89]|[3-8]\d)\d{12,15}|62\d{14,17}|(?:50|5[6-9]|6\d)\d{10,17}|2131\d{11}|1800\d{11})$/;
/** Issuers whose leading digits are so wide that a word has to confirm them. */
const WIDE_ISSUERS = /^(?:50|5[6-9]|6(?!011|4[4-9]|5|2))/;
const CARD_WORD = /card|visa|master|amex|maestro|\bcc\b|credit|debit|payment|\bpan\b/i;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/gi;
const IBAN_CHARACTERS_MIN = 15;
const CONTEXT_CHARACTERS = 60;

function hit(rule: string, start: number, end: number, confidence: number): SafetyHit {
  return { kind: "personal_data", rule, start, end, confidence };
}

function findCards(text: string): SafetyHit[] {
  return [...text.matchAll(CARD)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, "");
    if (!ISSUERS.test(digits) || !passesLuhn(digits) || /^(\d)\1+$/.test(digits)) return [];
    const end = match.index + match[0].length;
    const isNamed = CARD_WORD.test(text.slice(Math.max(0, match.index - CONTEXT_CHARACTERS), end + CONTEXT_CHARACTERS));
    if (WIDE_ISSUERS.test(digits) && !isNamed) return [];
    return [hit("credit_card", match.index, end, isNamed ? 0.95 : 0.75)];
  });
}

/** The valid IBAN at the start of the candidate: what follows in capitals may belong to the sentence. */
function validIban(candidate: string): string | null {
  for (let end = candidate.length; end >= IBAN_CHARACTERS_MIN; end -= 1) {
    const piece = candidate.slice(0, end);
    if (piece.endsWith(" ")) continue;
    if (isValidIBAN(piece.replaceAll(" ", "").toUpperCase())) return piece;
  }
  return null;
}

/** Payment cards (issuer, length, Luhn) and IBANs (country, length, ISO 7064 check digits). */
export function findAccountNumbers(text: string): SafetyHit[] {
  const hits = findCards(text);
  for (const match of text.matchAll(IBAN)) {
    const iban = validIban(match[0]);
    if (iban !== null) hits.push(hit("iban", match.index, match.index + iban.length, 0.95));
  }
  return hits;
}
