"use client";

import { DiffView } from "@/components/diff/diff-view";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { tallyOf } from "./choices";
import { fileGroup } from "./review-index";
import type { LoadedFile } from "./use-diff-texts";
import type { ReviewState } from "./use-review";

type Props = {
  path: string;
  review: ReviewState;
  loaded: LoadedFile;
  mode: "unified" | "split";
  isCurrent: boolean;
  onEdit: (path: string) => void;
};

/** A file that a person wrote by hand: what it would hold, against what the dream read. */
export function EditedRow({ path, review, loaded, mode, isCurrent, onEdit }: Props) {
  const text = review.choices.edits.get(path) ?? "";
  const isTaken = tallyOf(review.choices, fileGroup(path)).accept > 0;
  return (
    <article aria-label={`${path}, edited by you`} aria-current={isCurrent ? "true" : undefined} className="border-b">
      <header
        className={`flex min-h-9 flex-wrap items-center gap-2 px-3 py-1 text-13 ${isCurrent ? "bg-accent-soft" : "bg-panel"}`}
      >
        <Chip tone="accent">edited by you</Chip>
        <span className="text-ink-2">
          {isTaken ? "This text is adopted in place of the proposed one." : "Left out: this text is not adopted."}
        </span>
        <span className="ml-auto flex gap-1">
          <Button size="sm" aria-label={`Edit ${path}`} onPress={() => onEdit(path)}>
            Edit on
          </Button>
          <Button
            size="sm"
            aria-label={`Revert the edit of ${path}`}
            onPress={() => review.step({ type: "edit", path, text: null })}
          >
            Revert
          </Button>
        </span>
      </header>
      {loaded.file && loaded.file.base_content !== text && (
        <DiffView base={loaded.file.base_content ?? ""} proposed={text} mode={mode} />
      )}
      {loaded.file && loaded.file.base_content === text && (
        <p className="px-4 py-2 text-13 text-ink-2">This is the text that the dream read: nothing would change.</p>
      )}
    </article>
  );
}
