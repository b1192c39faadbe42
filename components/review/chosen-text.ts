import { applyChanges } from "@/lib/diff/apply-changes";
import { listChanges } from "@/lib/diff/hunks";
import type { DiffFile } from "./dream-diff";

/**
 * The text of a file with some of its hunks, on the state that the dream read. Null when there would be no file, or when
 * the texts are not loaded.
 */
export function chosenText(file: DiffFile, isTaken: (hunkId: string) => boolean): string | null {
  const { base_content: base, proposed_content: proposed } = file;
  const takes = (kind: string) => file.hunks.some((hunk) => hunk.kind === kind && isTaken(hunk.id));
  if (base === null) return takes("add") ? proposed : null;
  if (proposed === null) return takes("remove") ? null : base;
  const texts = file.hunks.filter((hunk) => hunk.kind === "text");
  const changes = listChanges(base, proposed);
  return applyChanges(base, proposed, { changes, taken: (at) => isTaken(texts[at]?.id ?? "") });
}
