import type { Comparison } from "@/lib/engines/local/verify/claim-compare";
import type { ClaimMatch } from "@/lib/engines/local/verify/claim-match";
import type { ClaimValue } from "@/lib/engines/local/verify/claim-values";
import type { EngineEvent } from "@/lib/engines/types";

/** Something in a transcript that bears on a claim. `order` counts the events; `quote` is looked up only when it is needed. */
export type Sighting = ClaimMatch & {
  order: number;
  event: EngineEvent;
  /** The value that the statement gives. */
  claimed: ClaimValue;
  /** The text in the line that the found value would replace. */
  shown: string | null;
  /** Lines of a log follow one another within one event. */
  isLog: boolean;
  quote: () => string | null;
};

/** The newest sighting of each scope. */
export type ClaimTally = Map<string, Sighting>;

/** More things of one name than this are no single thing. */
const SCOPES_MAX = 50;

function rank({ distance, isExact }: Sighting): number {
  return distance * 2 + (isExact ? 0 : 1);
}

/** Adds a sighting: of one scope the closest reading counts, and of equally close ones the newest. */
export function addSighting(tally: ClaimTally, sighting: Sighting): void {
  const known = tally.get(sighting.scope);
  if (!known) {
    if (tally.size < SCOPES_MAX) tally.set(sighting.scope, sighting);
    return;
  }
  if (rank(sighting) > rank(known)) return;
  const isTie = rank(sighting) === rank(known) && sighting.order === known.order && !sighting.isLog;
  if (isTie && (sighting.comparison !== known.comparison || sighting.found.raw !== known.found.raw)) {
    tally.set(sighting.scope, { ...known, comparison: "unclear" });
  } else if (!isTie) tally.set(sighting.scope, sighting);
}

/** What all scopes agree on, but for places that say nothing; null when they do not agree, or when it is not clear. The sighting is the newest one. */
export function decideTally(
  tally: ClaimTally,
): { comparison: Exclude<Comparison, "unclear">; sighting: Sighting } | null {
  let newest: Sighting | null = null;
  for (const sighting of tally.values()) {
    if (sighting.isPlace && sighting.comparison === "unclear") continue;
    if (sighting.comparison === "unclear") return null;
    if (newest && newest.comparison !== sighting.comparison) return null;
    if (newest && sighting.comparison === "different" && newest.found.raw !== sighting.found.raw) return null;
    if (!newest || sighting.order > newest.order) newest = sighting;
  }
  if (!newest || newest.comparison === "unclear") return null;
  return { comparison: newest.comparison, sighting: newest };
}
