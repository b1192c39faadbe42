import { INSTRUCTION_THRESHOLD } from "@/lib/safety/reads-as-instruction";
import { scanText } from "@/lib/safety/scan-text";
import type { SafetyHit, SafetyKind } from "@/lib/safety/types";

const CONFIDENCE_MIN: Record<SafetyKind, number> = {
  secret: 0.5,
  personal_data: 0.5,
  hidden_character: 0.5,
  instruction: INSTRUCTION_THRESHOLD,
};
const REASONS: Record<SafetyKind, string> = {
  secret: "The new text would hold something that looks like a secret.",
  personal_data: "The new text would hold data of a person.",
  hidden_character: "The new text would hold hidden characters.",
  instruction: "The new text would read as an instruction to an agent.",
};

/** Addresses of hosts are no data of persons here: what happened to which server is what notes are about. */
function isUnsafe({ kind, rule, confidence }: SafetyHit): boolean {
  return rule !== "ip_address" && confidence >= CONFIDENCE_MIN[kind];
}

/**
 * Why lines must not be written into a memory, or null. What `isKnown` says stood in the store before is not held against
 * a line that only carries it on.
 */
export function findUnsafe(lines: string[], isKnown: (text: string) => boolean): string | null {
  for (const line of lines) {
    const hit = scanText(line).find((found) => isUnsafe(found) && !isKnown(line.slice(found.start, found.end)));
    if (hit) return REASONS[hit.kind];
  }
  return null;
}
