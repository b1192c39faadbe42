import type { SafetyHit, SafetyKind } from "@/lib/safety/types";

const MASKS: Record<SafetyKind, string> = {
  secret: "[secret]",
  personal_data: "[personal data]",
  hidden_character: "",
  instruction: "[instruction]",
};
const RANKS: Record<SafetyKind, number> = { secret: 3, personal_data: 2, instruction: 1, hidden_character: 0 };

/**
 * The text with each hit replaced by a word for its kind; hidden characters go without one. Hits that overlap become one,
 * named after the gravest.
 */
export function maskHits(text: string, hits: readonly SafetyHit[]): string {
  const ordered = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  let masked = "";
  let at = 0;
  let index = 0;
  while (index < ordered.length) {
    const first = ordered[index];
    if (!first) break;
    let { end, kind } = first;
    index += 1;
    for (let next = ordered[index]; next !== undefined && next.start < end; next = ordered[index]) {
      end = Math.max(end, next.end);
      if (RANKS[next.kind] > RANKS[kind]) kind = next.kind;
      index += 1;
    }
    masked += text.slice(at, first.start) + MASKS[kind];
    at = end;
  }
  return masked + text.slice(at);
}
