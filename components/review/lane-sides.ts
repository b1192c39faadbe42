import { type Choices, choiceOf } from "./choices";
import { chosenText } from "./chosen-text";
import type { LaneSides } from "./conflict-lane";
import type { DiffFile } from "./dream-diff";
import type { FileEntry } from "./review-index";
import type { Refused } from "./review-plan";

/**
 * The three texts of a file in conflict: as the last answer gave them, else as the diff told them, with what is chosen or
 * edited as the proposed one. Null until the file's texts are there.
 */
export function laneSides(
  state: Choices,
  entry: FileEntry,
  { refused, file }: { refused: Refused; file: DiffFile | null },
): LaneSides | null {
  const answer = refused.get(entry.file.path);
  if (answer) return answer;
  if (!file?.drift) return null;
  return {
    path: file.path,
    reason: file.drift.reason,
    base: file.base_content,
    live: file.drift.live_content,
    livePath: file.drift.live_path,
    liveSha256: file.drift.live_sha256,
    proposed: state.edits.get(file.path) ?? chosenText(file, takenIn(state, entry)),
  };
}

/** Whether the file would have a hunk: taken before, or chosen now. */
export function takenIn(state: Choices, entry: FileEntry): (hunkId: string) => boolean {
  const byId = new Map(entry.hunks.map((each) => [each.hunk.id, each]));
  return (id) => {
    const each = byId.get(id);
    if (!each) return false;
    return each.isOpen ? choiceOf(state, each) === "accept" : each.hunk.decision === "adopted";
  };
}
