import type { SafetyHit } from "@/lib/safety/types";

/** Controls but tab and line ends, and format characters, selectors, fillers and tags that show nothing, as ranges. */
const HIDDEN_RANGES = [
  ["\\u0000-\\u0008", "\\u000B\\u000C", "\\u000E-\\u001F", "\\u007F-\\u009F", "\\u00AD", "\\u034F", "\\u061C"],
  ["\\u115F\\u1160", "\\u17B4\\u17B5", "\\u180B-\\u180F", "\\u200B-\\u200F", "\\u202A-\\u202E", "\\u2060-\\u206F"],
  ["\\u3164", "\\uFE00-\\uFE0F", "\\uFEFF", "\\uFFA0", "\\uFFF9-\\uFFFB", "\\u{E0000}-\\u{E0FFF}"],
];
const CANDIDATES = new RegExp(`[${HIDDEN_RANGES.flat().join("")}]+`, "gu");
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const JOINERS = /^(?:\u200C|\u200D|\uFE0E|\uFE0F)+$/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}#*0-9]|\u20E3/u;
/** Scripts whose spelling needs the zero width joiner and non-joiner (Unicode, UAX #31, section 2.3). */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Flags of regions: a black flag, tags, a cancel tag (UTS #51). Anything longer carries text. */
const FLAG_TAGS = /^[\u{E0020}-\u{E007E}]{2,6}\u{E007F}$/u;
const NEIGHBOURS = 2;

function ruleOf(run: string): { rule: string; confidence: number } {
  if (/[\u{E0000}-\u{E007F}]/u.test(run)) return { rule: "tag-characters", confidence: 1 };
  if (BIDI.test(run)) return { rule: "bidi", confidence: 0.95 };
  if (/[\uFE00-\uFE0F\u180B-\u180D\u{E0100}-\u{E01EF}]/u.test(run))
    return { rule: "variation-selector", confidence: 0.8 };
  if (/\u00AD/.test(run)) return { rule: "soft-hyphen", confidence: 0.6 };
  if (/\p{Cc}/u.test(run)) return { rule: "control-character", confidence: 0.8 };
  if (/\uFEFF/.test(run)) return { rule: "byte-order-mark", confidence: 0.7 };
  return { rule: "zero-width", confidence: 0.9 };
}

/** Colours and cursor moves of terminals: `ESC [` and what follows is how tools print, though it does not belong here. */
function isLowRisk(run: string): boolean {
  return run === "\u001B" || run === "\f";
}

/** True where spelling or an emoji needs the characters. */
function isOrdinary(text: string, run: string, start: number): boolean {
  if (start === 0 && run === "\uFEFF") return true;
  const before = text.slice(Math.max(0, start - NEIGHBOURS), start);
  const after = text.slice(start + run.length, start + run.length + NEIGHBOURS);
  if (JOINERS.test(run) && run.length <= 2) {
    if (EMOJI.test(before)) return true;
    if (run.length === 1 && JOINING.test(before) && JOINING.test(after)) return true;
    // Text and emoji styles of a sign, as in "✔︎" or "→️": one selector behind a symbol.
    if (run.length === 1 && /[\uFE0E\uFE0F]/.test(run) && /\p{S}|\p{P}/u.test(before)) return true;
  }
  if (/^[\u200E\u200F]$/.test(run)) return RIGHT_TO_LEFT.test(before) || RIGHT_TO_LEFT.test(after);
  if (/^[\u{E0100}-\u{E01EF}]$/u.test(run) || /^[\uFE00-\uFE02]$/.test(run)) return /\p{Script=Han}/u.test(before);
  return FLAG_TAGS.test(run) && before.endsWith("\u{1F3F4}");
}

/**
 * Characters that show nothing, or that show the text in another order than it is read: bidirectional controls (Trojan
 * Source, CVE-2021-42574), zero width characters, tags, selectors without a base, soft hyphens, controls other than tab and
 * line ends. Joiners within emoji and within words of joining scripts are ordinary, as is a byte order mark at the start.
 */
export function findHiddenCharacters(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  for (const match of text.matchAll(CANDIDATES)) {
    const [run] = match;
    if (isOrdinary(text, run, match.index)) continue;
    const { rule, confidence } = ruleOf(run);
    hits.push({
      kind: "hidden_character",
      rule,
      start: match.index,
      end: match.index + run.length,
      confidence: isLowRisk(run) ? 0.3 : confidence,
    });
  }
  return hits;
}
