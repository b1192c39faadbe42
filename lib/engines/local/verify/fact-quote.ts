import { quotePiece } from "@/lib/engines/local/text/safe-text";
import type { TranscriptFact } from "@/lib/engines/local/verify/fact-walk";
import type { EngineEvent } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** Longer pieces are cut by `quotePiece`. */
const QUOTE_CHARACTERS_MAX = 300;

function checked(event: EngineEvent, piece: string, needed: string): string | null {
  const quote = quotePiece(piece);
  return quote.includes(needed) && quoteStandsIn(event, quote) ? quote : null;
}

/** The piece of an answer that shows the value: with the id that begins its object where that fits, else key and value. */
export function quoteOfFact({ event, text, value, objectStart, memberStart }: TranscriptFact): string | null {
  if (text === null) return null;
  const shown = text.slice(value.start, value.end);
  const needed = value.type === "array" ? "" : shown;
  const whole = text.slice(objectStart, value.end);
  if (whole.length <= QUOTE_CHARACTERS_MAX && !/[\r\n]/.test(whole)) {
    const quote = checked(event, whole, needed);
    if (quote !== null) return quote;
  }
  const piece = text.slice(memberStart, value.end);
  return checked(event, piece, needed) ?? checked(event, shown, needed);
}

/** The line that states the value. */
export function quoteOfLine(event: EngineEvent, line: string, value: string): string | null {
  return checked(event, line, value);
}
