import type { SafetyHit } from "@/lib/safety/types";

/** Hits by start, the longer and surer first where they start together; one of a kind for each range. */
export function sortHits(hits: SafetyHit[]): SafetyHit[] {
  const ordered = [...hits].sort(
    (a, b) =>
      a.start - b.start ||
      b.end - a.end ||
      b.confidence - a.confidence ||
      order(a.kind, b.kind) ||
      order(a.rule, b.rule),
  );
  const seen = new Set<string>();
  return ordered.filter(({ kind, start, end }) => {
    const key = `${kind} ${start} ${end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
