import { type KeptChoices, NOTHING_KEPT } from "./choices";
import type { DreamDiff } from "./dream-diff";

const keyOf = ({ dream_id, proposal_sha256 }: Pick<DreamDiff, "dream_id" | "proposal_sha256">) =>
  `reverie-review-${dream_id}-${proposal_sha256}`;

/** What was chosen in this tab for exactly this proposal; null when nothing was, or it cannot be read. */
export function readKept(diff: Pick<DreamDiff, "dream_id" | "proposal_sha256">): KeptChoices | null {
  const stored = sessionStorage.getItem(keyOf(diff));
  if (stored === null) return null;
  try {
    return { ...NOTHING_KEPT, ...(JSON.parse(stored) as Partial<KeptChoices>) };
  } catch {
    sessionStorage.removeItem(keyOf(diff));
    return null;
  }
}

/** @returns false when the tab's storage is full: then choices live as long as the page */
export function writeKept(diff: Pick<DreamDiff, "dream_id" | "proposal_sha256">, kept: KeptChoices): boolean {
  try {
    sessionStorage.setItem(keyOf(diff), JSON.stringify(kept));
    return true;
  } catch {
    sessionStorage.removeItem(keyOf(diff));
    return false;
  }
}
