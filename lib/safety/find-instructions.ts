import { findDisguisedInstructions } from "@/lib/safety/find-disguised-instructions";
import { findRequests } from "@/lib/safety/find-requests";
import { FOREIGN_OVERRIDES } from "@/lib/safety/foreign-overrides";
import { INSTRUCTION_SHAPES } from "@/lib/safety/instruction-shapes";
import type { SafetyHit } from "@/lib/safety/types";

/** Zero width characters inside words hide them from every pattern: they are taken out, and offsets put back. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF\u202A-\u202E]/g;

/** Text with its full-width and styled letters (NFKC keeps no offsets) is searched as it is; only invisible ones go. */
function withoutInvisible(text: string): { bare: string; place: (offset: number) => number } {
  if (text.search(INVISIBLE) < 0) return { bare: text, place: (offset) => offset };
  const places: number[] = [];
  let bare = "";
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    if (unit.search(INVISIBLE) >= 0) continue;
    places.push(index);
    bare += unit;
  }
  return { bare, place: (offset) => places[offset] ?? text.length };
}

/**
 * Text that reads as an instruction to an agent. Attempts to override, to change roles, to keep secrets from the user, to
 * send data away, and disguised text have 0.6 and more; orders and questions as any note holds them stay below 0.5.
 */
export function findInstructions(text: string): SafetyHit[] {
  const { bare, place } = withoutInvisible(text);
  const hits = [...findDisguisedInstructions(bare), ...findRequests(bare)];
  for (const { rule, shape, confidence } of [...INSTRUCTION_SHAPES, ...FOREIGN_OVERRIDES]) {
    for (const match of bare.matchAll(shape)) {
      if (match[0] === "") continue;
      hits.push({ kind: "instruction", rule, start: match.index, end: match.index + match[0].length, confidence });
    }
  }
  if (bare === text) return hits;
  return hits.map((hit) => ({ ...hit, start: place(hit.start), end: place(hit.end - 1) + 1 }));
}
