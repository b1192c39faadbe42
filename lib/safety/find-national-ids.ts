import {
  isDutchBsn,
  isFrenchNir,
  isGermanTaxId,
  isItalianTaxCode,
  isSpanishId,
  passesVerhoeff,
} from "@/lib/safety/check-digits";
import type { SafetyHit } from "@/lib/safety/types";

type IdShape = {
  rule: string;
  shape: RegExp;
  /** Gets the number without its separators. */
  isValid: (id: string) => boolean;
  /** A word that has to stand near numbers which look like any other number. */
  context: RegExp | null;
  confidence: number;
};

const CONTEXT_CHARACTERS = 60;
const IDS: readonly IdShape[] = [
  {
    rule: "ssn",
    // Area 000 and 666, group 00 and serial 0000 are never given out; 9xx are taxpayer numbers of the same form.
    shape: /(?:(?<![\w.-])|(?<=\\[nrt]))(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)/g,
    isValid: () => true,
    context: null,
    confidence: 0.85,
  },
  {
    rule: "ssn",
    shape: /(?<![\w.-])(?!000|666)\d{3} ?(?!00)\d{2} ?(?!0000)\d{4}(?![\w-]|\.\d)/g,
    isValid: () => true,
    context: /\bSSN\b|social security|\bITIN\b|taxpayer/i,
    confidence: 0.8,
  },
  {
    rule: "uk-nino",
    // Prefixes and letters that HMRC does not use.
    shape: /\b(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
    isValid: () => true,
    context: null,
    confidence: 0.8,
  },
  { rule: "es-dni", shape: /\b[XYZ]?-?\d{7,8}-?[A-Z]\b/g, isValid: isSpanishDigits, context: null, confidence: 0.8 },
  {
    rule: "fr-nir",
    shape: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b/g,
    isValid: isFrenchNir,
    context: null,
    confidence: 0.8,
  },
  {
    rule: "de-tax-id",
    shape: /\b[1-9]\d ?\d{3} ?\d{3} ?\d{3}\b/g,
    isValid: (id) => id.length === 11 && isGermanTaxId(id),
    context: /steuer|tax|identifikationsnummer|\bIdNr\b|\bTIN\b/i,
    confidence: 0.8,
  },
  {
    rule: "nl-bsn",
    shape: /\b\d{4}\.?\d{2}\.?\d{3}\b/g,
    isValid: (id) => id.length === 9 && isDutchBsn(id),
    context: /\bBSN\b|burgerservicenummer|sofinummer/i,
    confidence: 0.8,
  },
  {
    rule: "it-codice-fiscale",
    shape: /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/g,
    isValid: isItalianTaxCode,
    context: null,
    confidence: 0.9,
  },
  {
    rule: "in-aadhaar",
    shape: /\b[2-9]\d{3}([ -]?)\d{4}\1\d{4}\b(?![ -]?\d)/g,
    isValid: passesVerhoeff,
    context: /aadha+r|\buid(?:ai)?\b/i,
    confidence: 0.85,
  },
];

function isSpanishDigits(id: string): boolean {
  return id.length === 9 && isSpanishId(id);
}

/** Numbers that states give people, by form, check digits, and a word nearby where the form alone says too little. */
export function findNationalIds(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  for (const { rule, shape, isValid, context, confidence } of IDS) {
    if (context !== null && !context.test(text)) continue;
    for (const match of text.matchAll(shape)) {
      const end = match.index + match[0].length;
      const around = text.slice(Math.max(0, match.index - CONTEXT_CHARACTERS), end + CONTEXT_CHARACTERS);
      if (context !== null && !context.test(around)) continue;
      if (!isValid(match[0].replace(/[ .-]/g, ""))) continue;
      hits.push({ kind: "personal_data", rule, start: match.index, end, confidence });
    }
  }
  return hits;
}
