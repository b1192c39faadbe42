"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { cx } from "@/components/ui/cx";
import { plural } from "@/components/ui/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import { choiceOf } from "./choices";
import type { DiffHunk } from "./dream-diff";
import { HunkTable } from "./hunk-table";
import { driftWords, hunkName, kindWords, stateWords } from "./hunk-words";
import type { Choice, FileEntry, HunkEntry } from "./review-index";
import { HUNK_LINES_SHOWN_MAX, hunkLineCount } from "./review-rows";
import type { LoadedFile } from "./use-diff-texts";
import type { ReviewState } from "./use-review";

type HunkRowProps = {
  entry: HunkEntry;
  file: FileEntry;
  review: ReviewState;
  loaded: LoadedFile;
  mode: "unified" | "split";
  isCurrent: boolean;
  onEdit: (path: string) => void;
  onFinding: (hunkId: string, findingId: string) => void;
  onRetry: (path: string) => void;
};

const TONE: Record<Choice, ChipTone> = { accept: "accent", leave: "needs", reject: "removed" };

/** One change: its lines, what is known about it, and what a person wants of it. */
export function HunkRow(props: HunkRowProps) {
  const { entry, file, loaded, isCurrent, review } = props;
  const choice = choiceOf(review.choices, entry);
  const hunk = loaded.file?.hunks.find((each) => each.id === entry.hunk.id) ?? null;
  const words = kindWords(file.file, entry.hunk);
  return (
    <article
      aria-label={hunkName(entry, file.hunks.length)}
      aria-current={isCurrent ? "true" : undefined}
      className={cx("border-b border-l-2", isCurrent ? "border-l-accent" : "border-l-transparent")}
    >
      <header
        className={cx(
          "flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1 text-12",
          isCurrent ? "bg-accent-soft" : "bg-panel",
        )}
      >
        <span className="text-ink-3">
          {entry.number} of {file.hunks.length}
        </span>
        <Chip tone={entry.isOpen ? TONE[choice] : "plain"}>{stateWords(entry, choice)}</Chip>
        {words && <span className="text-13 [overflow-wrap:anywhere]">{words}</span>}
        <HunkWarnings hunk={entry.hunk} />
        {entry.isOpen && <HunkButtons {...props} choice={choice} />}
      </header>
      <HunkBody {...props} hunk={hunk} />
    </article>
  );
}

function HunkWarnings({ hunk }: { hunk: DiffHunk }) {
  const drift = driftWords(hunk);
  return (
    <>
      {hunk.warnings.map((warning) => (
        <span key={warning} className="flex items-center gap-1 text-needs">
          <TriangleAlert size={12} aria-hidden className="shrink-0" />
          {warning}
        </span>
      ))}
      {drift && <span className={hunk.drift === "conflicts" ? "text-needs" : "text-ink-2"}>{drift}</span>}
    </>
  );
}

/** The key that does the same, on the change that keys act on. */
function KeyHint({ letter }: { letter: string }) {
  return (
    <span aria-hidden className="font-mono text-12 text-ink-3 max-rail:hidden">
      {letter}
    </span>
  );
}

function HunkButtons({ entry, file, review, choice, isCurrent, onEdit }: HunkRowProps & { choice: Choice }) {
  const name = hunkName(entry, file.hunks.length);
  const choose = (to: Choice) =>
    review.step({ type: "choose", entries: [entry], choice: choice === to ? "leave" : to });
  return (
    <span className="ml-auto flex gap-1">
      <Button
        size="sm"
        className={choice === "accept" ? "border-accent! bg-accent-soft! text-accent!" : ""}
        aria-pressed={choice === "accept"}
        aria-label={`Accept ${name}`}
        onPress={() => choose("accept")}
      >
        Accept {isCurrent && <KeyHint letter="a" />}
      </Button>
      <Button
        size="sm"
        className={choice === "reject" ? "border-removed! bg-removed-soft! text-removed!" : ""}
        aria-pressed={choice === "reject"}
        aria-label={`Reject ${name}`}
        onPress={() => choose("reject")}
      >
        Reject {isCurrent && <KeyHint letter="x" />}
      </Button>
      <Button
        size="sm"
        variant="quiet"
        isDisabled={file.file.operation === "removed"}
        aria-label={`Edit ${entry.path}`}
        onPress={() => onEdit(entry.path)}
      >
        Edit {isCurrent && <KeyHint letter="e" />}
      </Button>
    </span>
  );
}

function HunkBody({ entry, file, loaded, mode, hunk, onRetry, onFinding }: HunkRowProps & { hunk: DiffHunk | null }) {
  const [isWhole, setWhole] = useState(false);
  if (entry.hunk.kind === "move") return <p className="px-4 py-1 text-13 text-ink-3">Its lines stay as they are.</p>;
  if (hunk === null) return <HunkPlaceholder entry={entry} loaded={loaded} onRetry={onRetry} />;
  // A file that comes or goes whole has nothing beside it.
  const shownMode = entry.hunk.kind === "text" ? mode : "unified";
  const hidden = hunk.lines.length - HUNK_LINES_SHOWN_MAX;
  return (
    <>
      <HunkTable
        label={hunkName(entry, file.hunks.length)}
        hunk={hunk}
        mode={shownMode}
        linesMax={isWhole ? Number.POSITIVE_INFINITY : HUNK_LINES_SHOWN_MAX}
        numbers={file.findingNumbers}
        onFinding={onFinding}
      />
      {!isWhole && hidden > 0 && (
        <div className="p-2">
          <Button size="sm" onPress={() => setWhole(true)}>
            Show {plural(hidden, "more line")}
          </Button>
        </div>
      )}
    </>
  );
}

function HunkPlaceholder({ entry, loaded, onRetry }: Pick<HunkRowProps, "entry" | "loaded" | "onRetry">) {
  const lines = hunkLineCount(entry.hunk);
  if (loaded.error && !loaded.isLoading) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-2 px-4 py-2 text-13 text-removed">
        These lines did not come: {loaded.error}
        <Button size="sm" onPress={() => onRetry(entry.path)}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div role="status" aria-label="Loading the lines" className="overflow-hidden px-4" style={{ height: lines * 20 }}>
      {Array.from({ length: Math.min(lines, 24) }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder lines have no identity and never move
        <Skeleton key={line} className={cx("my-1 h-3", line % 3 === 1 ? "w-1/2" : "w-3/4")} />
      ))}
    </div>
  );
}
