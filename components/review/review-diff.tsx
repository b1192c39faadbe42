"use client";

import { type ReactElement, useMemo, useState } from "react";
import { DiffView } from "@/components/diff/diff-view";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { Segments } from "@/components/ui/segments";
import { DIFF_MODES, type DiffMode } from "@/components/versions/version-compare";
import type { DiffFile, DiffFinding } from "./dream-diff";
import { operationName } from "./operation-mark";
import { changeCount, type DriftConflict, fileWarnings, findingsOf, lineMarks } from "./rules";
import type { ReviewState } from "./use-review";

/** Above this many changed lines a file is folded until it is asked for. */
const CHANGED_LINES_SHOWN_MAX = 400;

type Props = {
  file: DiffFile;
  findings: DiffFinding[];
  mode: DiffMode;
  onMode: (mode: DiffMode) => void;
  review: ReviewState;
  conflict: DriftConflict | null;
  onFinding: (id: string) => void;
};

/** The change of one file, with the number of the finding behind each run of it. */
export function ReviewDiff({ file, findings, mode, onMode, review, conflict, onFinding }: Props) {
  const changed = file.hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => !line.startsWith(" ")).length, 0);
  const [isShown, setShown] = useState(changed <= CHANGED_LINES_SHOWN_MAX);
  const marks = useMarks(file, findings, onFinding);
  const warnings = fileWarnings(file, findings);
  const hasTwoSides = file.base_content !== null && file.proposed_content !== null;
  return (
    <article aria-label={file.path}>
      <header className="sticky top-0 z-10 flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-paper px-4 py-1">
        <h2 className="min-w-0 truncate font-mono text-13 font-medium">
          {file.from_path && <span className="text-ink-3">{file.from_path} → </span>}
          {file.path}
        </h2>
        <span className="text-12 text-ink-3">
          {operationName(file.operation)}, {plural(changeCount(file), "change")}
        </span>
        {warnings.map((warning) => (
          <Chip key={warning} tone="needs">
            {warning}
          </Chip>
        ))}
        <span className="ml-auto flex items-center gap-3">
          <Checkbox isSelected={review.viewed.has(file.path)} onChange={() => review.toggleViewed(file.path)}>
            <span className="text-13">Viewed</span>
          </Checkbox>
          {hasTwoSides && <Segments label="Layout" options={DIFF_MODES} value={mode} onChange={onMode} />}
        </span>
      </header>
      {conflict && (
        <Note tone="needs" title="This file changed in the store since the dream read it." className="m-4">
          {conflict.reason}
        </Note>
      )}
      {!isShown && (
        <div className="p-4">
          <Button onPress={() => setShown(true)}>Show {plural(changed, "changed line")}</Button>
        </div>
      )}
      {isShown && file.base_content === file.proposed_content && (
        <p className="p-4 text-ink-2">The text stays as it is; only the path changes.</p>
      )}
      {isShown && file.base_content !== file.proposed_content && (
        <DiffView
          base={file.base_content ?? ""}
          proposed={file.proposed_content ?? ""}
          mode={hasTwoSides ? mode : "unified"}
          marks={marks}
        />
      )}
    </article>
  );
}

function useMarks(file: DiffFile, findings: DiffFinding[], onFinding: (id: string) => void) {
  return useMemo(() => {
    const numbers = new Map(findingsOf(file, findings).map((finding, index) => [finding.id, index + 1]));
    const marks = { base: new Map<number, ReactElement>(), proposed: new Map<number, ReactElement>() };
    for (const mark of lineMarks(file)) {
      marks[mark.side].set(
        mark.line,
        <span className="flex flex-wrap gap-0.5">
          {mark.findingIds.map((id) => (
            <button
              key={id}
              type="button"
              aria-label={`Why: finding ${numbers.get(id)}`}
              onClick={() => onFinding(id)}
              className="size-5 rounded-sm border border-accent/40 bg-accent-soft text-12 leading-none text-accent hover:border-accent"
            >
              {numbers.get(id)}
            </button>
          ))}
        </span>,
      );
    }
    return marks;
  }, [file, findings, onFinding]);
}
