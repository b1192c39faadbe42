"use client";

import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { chosenText } from "./chosen-text";
import type { DiffFile, DiffFinding } from "./dream-diff";
import type { EditTarget } from "./edit-dialog";
import { takenIn } from "./lane-sides";
import { placeSuggestions } from "./place-suggestion";
import type { FileEntry } from "./review-index";
import type { DiffTexts } from "./use-diff-texts";
import type { ReviewState } from "./use-review";

/** Editing a file's text by hand, and switching on what only a person may change. */
export function useEditing(review: ReviewState, texts: DiffTexts) {
  const [target, setTarget] = useState<EditTarget | null>(null);

  const open = async (path: string) => {
    const entry = review.index.byPath.get(path);
    if (!entry) return;
    const reason = whyNotEdited(entry);
    if (reason) return toast({ text: reason });
    const file = await texts.load(path);
    if (file) setTarget({ path, text: textToEdit(review, entry, file), beside: null });
    else toast({ text: `The text of ${path} did not come. Try again.` });
  };

  /** Each file gets the change where its lines still stand; the first where they do not opens for a person. */
  const switchOn = async (finding: DiffFinding) => {
    const paths = [...new Set(finding.suggestion.map((suggestion) => suggestion.path))];
    for (const path of paths) {
      const entry = review.index.byPath.get(path);
      const file = entry && (await texts.load(path));
      if (!entry || !file) return toast({ text: `The text of ${path} did not come. Try again.` });
      const own = finding.suggestion.filter((suggestion) => suggestion.path === path);
      const now = textNow(review, entry, file) ?? file.base_content ?? "";
      const text = placeSuggestions(file.base_content ?? "", now, own);
      if (text === null) return setTarget({ path, text: now, beside: own.flatMap((each) => each.lines) });
      review.step({ type: "edit", path, text });
      review.goToFile(path);
      toast({ text: `Switched on: ${path} is edited.` });
    }
  };

  return { target, open, switchOn, close: () => setTarget(null) };
}

function whyNotEdited({ file, open }: FileEntry): string | null {
  if (open.length === 0) return `${file.path} was decided before.`;
  return file.operation === "removed" ? `${file.path} would go: there is no text to edit.` : null;
}

/** What the file would hold by now: as it was edited, else with what is chosen of it; null: there would be no file. */
function textNow(review: ReviewState, entry: FileEntry, file: DiffFile): string | null {
  return review.choices.edits.get(file.path) ?? chosenText(file, takenIn(review.choices, entry));
}

/** Who edits a file of which nothing is chosen begins with what was proposed. */
function textToEdit(review: ReviewState, entry: FileEntry, file: DiffFile): string {
  const isTaken = takenIn(review.choices, entry);
  const isAny = review.choices.edits.has(file.path) || entry.hunks.some((each) => isTaken(each.hunk.id));
  return (isAny ? textNow(review, entry, file) : null) ?? file.proposed_content ?? "";
}
