import type { EngineEvent } from "@/lib/engines/types";

/**
 * True when some string value in the event's payload holds `quote` exactly, however deep it is nested.
 * Keys, ids and types do not count; an empty quote proves nothing and is false.
 */
export function quoteStandsIn(event: EngineEvent, quote: string): boolean {
  if (quote.length === 0) return false;
  const waiting: unknown[] = [event.payload];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") {
      if (value.includes(quote)) return true;
    } else if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
    } else if (value !== null && typeof value === "object") {
      for (const item of Object.values(value)) waiting.push(item);
    }
  }
  return false;
}
