import type { SafetyHit } from "@/lib/safety/types";

/** A hit with the line it starts in, counted from 1; lines end at LF. */
export type NumberedHit = SafetyHit & { line: number };

/** Adds lines to hits that are in the order of their starts. One pass over the text. */
export function numberHits(text: string, hits: readonly SafetyHit[]): NumberedHit[] {
  let line = 1;
  let end = text.indexOf("\n");
  return hits.map((hit) => {
    while (end !== -1 && end < hit.start) {
      line += 1;
      end = text.indexOf("\n", end + 1);
    }
    return { ...hit, line };
  });
}
