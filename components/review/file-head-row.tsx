"use client";

import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { tallyOf } from "./choices";
import type { DiffFile } from "./dream-diff";
import { fileChangeWords } from "./hunk-words";
import { OperationMark } from "./operation-mark";
import { type FileEntry, fileGroup, type Tally } from "./review-index";
import type { ReviewState } from "./use-review";

/** `2 of 3 accepted`; an edit stands for all of the file. */
function tallyWords({ accept, leave, reject }: Tally, isEdited: boolean): string {
  const open = accept + leave + reject;
  if (open === 0) return "decided before";
  if (isEdited && accept > 0) return "taken as edited";
  return `${accept} of ${open} accepted`;
}

type Props = { entry: FileEntry; review: ReviewState; names: ActorNames; isCurrent: boolean };

/** The head of a file in the column of changes. */
export function FileHeadRow({ entry, review, names, isCurrent }: Props) {
  const { file } = entry;
  const tally = tallyOf(review.choices, fileGroup(file.path));
  const isEdited = review.choices.edits.has(file.path);
  const isAll = tally.accept === entry.open.length;
  const isViewed = review.choices.viewed.has(file.path);
  return (
    <header
      className={cx(
        "flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1",
        isCurrent ? "bg-accent-soft" : "bg-paper",
      )}
    >
      <span className="flex min-w-0 max-w-full items-center gap-3">
        {entry.open.length > 0 && (
          <Checkbox
            aria-label={`Take all of ${file.path}`}
            isSelected={isAll}
            isIndeterminate={!isAll && tally.accept > 0}
            onChange={() => review.step({ type: "choose", entries: entry.open, choice: isAll ? "leave" : "accept" })}
          />
        )}
        <OperationMark operation={file.operation} />
        <h2
          className={cx(
            "min-w-0 py-1 font-mono text-13 font-medium [overflow-wrap:anywhere]",
            file.operation === "removed" && "line-through",
          )}
        >
          {file.from_path && <span className="text-ink-3">{file.from_path} → </span>}
          {file.path}
        </h2>
      </span>
      <span className="text-12 text-ink-3">{fileChangeWords(file)}</span>
      <Writers writers={file.written_by} names={names} />
      {isEdited && <Chip tone="accent">edited by you</Chip>}
      {review.lanes.has(file.path) && <Chip tone="needs">in conflict</Chip>}
      <span className="ml-auto flex items-center gap-3 text-12 text-ink-2">
        {tallyWords(tally, isEdited)}
        <Checkbox isSelected={isViewed} onChange={(on) => review.step({ type: "view", path: file.path, isViewed: on })}>
          <span className="text-13">Viewed</span>
        </Checkbox>
      </span>
    </header>
  );
}

/** The agents behind a file that no engine proposes; who wrote last comes first. */
function Writers({ writers, names }: { writers: DiffFile["written_by"]; names: ActorNames }) {
  const [last, ...others] = writers;
  if (!last) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-12 text-ink-3">
      by <ActorChip actor={last.actor} names={names} />
      {others.length > 0 && `and ${others.length} more`}
    </span>
  );
}
