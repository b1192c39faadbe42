import { findHiddenCharacters } from "@/lib/safety/find-hidden-characters";
import { findInstructions } from "@/lib/safety/find-instructions";
import { findPersonalData } from "@/lib/safety/find-personal-data";
import { findSecrets } from "@/lib/safety/find-secrets";
import { sortHits } from "@/lib/safety/sort-hits";
import type { SafetyHit, SafetyKind } from "@/lib/safety/types";

export type ScanOptions = {
  /** What to look for; all kinds when left out. */
  kinds?: readonly SafetyKind[];
  /** The file of a repository that the text is. A memory's path is no such file: leave it out. */
  path?: string;
};

const FINDERS: Record<SafetyKind, (text: string, path: string) => SafetyHit[]> = {
  secret: findSecrets,
  personal_data: findPersonalData,
  hidden_character: findHiddenCharacters,
  instruction: findInstructions,
};
const KINDS: readonly SafetyKind[] = ["secret", "personal_data", "hidden_character", "instruction"];

/**
 * Secrets, personal data, hidden characters and instruction-like text, by start. Pure and synchronous, for the inner loops
 * of engines and for pages; new text is looked at once more with `scanTextDeep` before it is kept.
 */
export function scanText(text: string, { kinds = KINDS, path = "" }: ScanOptions = {}): SafetyHit[] {
  return sortHits(kinds.flatMap((kind) => FINDERS[kind](text, path)));
}
