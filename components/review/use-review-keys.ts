"use client";

import { useHotkeys } from "@/components/shell/hotkeys";
import { plural } from "@/components/ui/number-text";
import { choiceOf } from "./choices";
import { hunkName, stateWords } from "./hunk-words";
import type { Choice, FileEntry } from "./review-index";
import { nextStop } from "./review-rows";
import type { ReviewState } from "./use-review";

type Input = {
  review: ReviewState;
  say: (words: string) => void;
  onEdit: (path: string) => void;
  onEvidence: () => void;
  onMode: () => void;
};

/** The keys of a review; each says what it did. */
export function useReviewKeys({ review, say, onEdit, onEvidence, onMode }: Input): void {
  const path = review.file?.file.path;
  useHotkeys("Review", [
    { keys: "j", label: "Next change", run: () => stepRow(review, 1) },
    { keys: "k", label: "Previous change", run: () => stepRow(review, -1) },
    { keys: "n", label: "Next file to look at", run: () => stepFile(review, 1, say) },
    { keys: "N", label: "Previous file to look at", run: () => stepFile(review, -1, say) },
    { keys: "v", label: "Mark the file as viewed", run: () => toggleViewed(review, say) },
    { keys: "a", label: "Accept the change", run: () => choose(review, "accept", say) },
    { keys: "x", label: "Reject the change; again: leave it out", run: () => choose(review, "reject", say) },
    { keys: "A", label: "Accept all changes of the file", run: () => acceptFile(review, say) },
    { keys: "e", label: "Edit the file's text", run: () => path && onEdit(path) },
    { keys: "o", label: "Open the evidence", run: onEvidence },
    {
      keys: "u",
      label: "Undo the last choice",
      run: () => {
        say(review.choices.past.length > 0 ? "The last choice is undone." : "There is nothing to undo.");
        review.step({ type: "undo" });
      },
    },
    { keys: "s", label: "Unified or split", run: onMode },
  ]);
}

function stepRow(review: ReviewState, by: 1 | -1): void {
  const row = review.rows[nextStop(review.rows, review.at, by)];
  if (row) review.goTo(row.key, "auto");
}

/** Not viewed yet, or with a conflict that is not settled. */
function isToLookAt(review: ReviewState, { file }: FileEntry): boolean {
  return !review.choices.viewed.has(file.path) || review.plan.conflicts.includes(file.path);
}

function stepFile(review: ReviewState, by: 1 | -1, say: Input["say"]): void {
  const { files } = review.index;
  const from = review.file ? files.indexOf(review.file) : -1;
  for (let step = 1; step < files.length; step += 1) {
    const entry = files[(from + by * step + files.length * 2) % files.length];
    if (!entry || !isToLookAt(review, entry)) continue;
    review.goToFile(entry.file.path);
    return;
  }
  say("No other file is left to look at.");
}

function toggleViewed(review: ReviewState, say: Input["say"]): void {
  if (!review.file) return;
  const { path } = review.file.file;
  const isViewed = !review.choices.viewed.has(path);
  review.step({ type: "view", path, isViewed });
  review.goToFile(path);
  say(`${path} is ${isViewed ? "viewed" : "to be looked at again"}.`);
}

/** Of the change under the cursor; of the whole file where it is folded, edited or in conflict. */
function choose(review: ReviewState, to: Choice, say: Input["say"]): void {
  const { hunk, file, choices } = review;
  if (!file) return;
  const entries = hunk ? [hunk] : file.open;
  const open = entries.filter((entry) => entry.isOpen);
  const first = open[0];
  if (!first) {
    say("This was decided before.");
    return;
  }
  const isAlready = open.every((entry) => choiceOf(choices, entry) === to);
  const choice: Choice = isAlready && to === "reject" ? "leave" : to;
  review.step({ type: "choose", entries: open, choice });
  const name = hunk ? hunkName(hunk, file.hunks.length) : `All of ${file.file.path}`;
  say(`${name}: ${stateWords(first, choice)}.`);
}

function acceptFile(review: ReviewState, say: Input["say"]): void {
  if (!review.file) return;
  review.step({ type: "choose", entries: review.file.open, choice: "accept" });
  say(`All ${plural(review.file.open.length, "change")} of ${review.file.file.path} accepted.`);
}
