"use client";

import { Eye, TriangleAlert } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import type { DiffFile, DiffFinding } from "./dream-diff";
import { OperationMark } from "./operation-mark";
import { changeCount, type DriftConflict, fileWarnings } from "./rules";
import type { ReviewState } from "./use-review";

type Props = { file: DiffFile; review: ReviewState; findings: DiffFinding[]; conflicts: DriftConflict[] };

export function ReviewFileRow({ file, review, findings, conflicts }: Props) {
  const isCurrent = review.current?.path === file.path;
  const isConflict = conflicts.some((each) => each.path === file.path);
  const warnings = fileWarnings(file, findings);
  const cut = file.path.lastIndexOf("/") + 1;
  return (
    <li className={cx("flex items-center gap-2 border-b pl-3", isCurrent ? "bg-accent-soft" : "hover:bg-panel")}>
      <Checkbox
        aria-label={`Take ${file.path}`}
        isSelected={review.chosen.has(file.path)}
        onChange={(isOn) => review.choose([file.path], isOn)}
      />
      <button
        type="button"
        aria-current={isCurrent ? "true" : undefined}
        onClick={() => review.open(file.path)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 py-1 pr-3 text-left text-13"
      >
        <OperationMark operation={file.operation} />
        <span
          title={file.path}
          className={cx("min-w-0 flex-1 truncate font-mono", file.operation === "removed" && "line-through")}
        >
          <span className="text-ink-3">{file.path.slice(0, cut)}</span>
          {file.path.slice(cut)}
        </span>
        {(isConflict || warnings.length > 0) && (
          <TriangleAlert
            size={13}
            role="img"
            aria-label={isConflict ? "changed in the store meanwhile" : warnings.join(", ")}
            className="shrink-0 text-needs"
          />
        )}
        {review.viewed.has(file.path) && (
          <Eye size={13} role="img" aria-label="viewed" className="shrink-0 text-ink-3" />
        )}
        <span className="shrink-0 text-12 text-ink-3">{changeCount(file)}</span>
      </button>
    </li>
  );
}
