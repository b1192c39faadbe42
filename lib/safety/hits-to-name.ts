import { type NumberedHit, numberHits } from "@/lib/safety/number-hits";
import type { SafetyHit, SafetyKind } from "@/lib/safety/types";

/** Below it a hit is a hint: orders and requests are what runbooks are made of. */
const NAMED_CONFIDENCE = 0.6;

/**
 * What is told to whoever wrote a text, of hits in the order of their starts: the sure ones, each rule once a line, and
 * of several of a kind over one place the surest. A list for reading; masking needs all hits.
 */
export function hitsToName(text: string, hits: readonly SafetyHit[]): NumberedHit[] {
  const last = new Map<SafetyKind, NumberedHit>();
  const named = new Set<NumberedHit>();
  for (const hit of numberHits(text, hits)) {
    if (hit.confidence < NAMED_CONFIDENCE) continue;
    const before = last.get(hit.kind);
    const sharesPlace = before !== undefined && hit.start < before.end;
    if (sharesPlace && hit.confidence <= before.confidence) continue;
    if (sharesPlace) named.delete(before);
    named.add(hit);
    last.set(hit.kind, hit);
  }
  const seen = new Set<string>();
  return [...named].filter(({ rule, line }) => {
    const key = `${line} ${rule}`;
    return !seen.has(key) && seen.add(key);
  });
}
