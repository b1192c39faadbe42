/** Controls except tab and line feed, format characters (zero-width, bidi marks, tags), odd separators, no-break spaces. */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u202f]/gu;

const NAMES: Record<string, string> = {
  "\r": "CR",
  "\u00a0": "NBSP",
  "\u00ad": "SHY",
  "\u200b": "ZWSP",
  "\u200c": "ZWNJ",
  "\u200d": "ZWJ",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u2028": "LS",
  "\u2029": "PS",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u202f": "NNBSP",
  "\u2060": "WJ",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
  "\ufeff": "BOM",
};

/** A zero-width joiner between two pictographs is how an emoji is written, so it hides nothing. */
const JOINED = /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;

export type TextPart = { text: string; hidden: string | null };

/** Cuts a text into what is seen and what would not be; `hidden` names the character that `text` holds. */
export function splitHidden(text: string): TextPart[] {
  const joined = new Set(Array.from(text.matchAll(JOINED), (match) => match.index));
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (joined.has(match.index)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), hidden: null });
    parts.push({ text: match[0], hidden: nameOf(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), hidden: null });
  return parts;
}

export function countHidden(text: string): number {
  return splitHidden(text).filter((part) => part.hidden).length;
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return NAMES[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
