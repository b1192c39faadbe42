"use client";

import { useState } from "react";
import { FindingKind } from "@/components/dreams/finding-kind";
import { CodeSpans } from "@/components/ui/code-spans";
import { Segments } from "@/components/ui/segments";
import type { DiffFinding } from "./dream-diff";
import { ReviewFileRow } from "./review-file-row";
import type { DriftConflict } from "./rules";
import type { ReviewState } from "./use-review";

const WAYS = [
  { id: "file", label: "By file" },
  { id: "finding", label: "By finding" },
] as const;

type Props = {
  review: ReviewState;
  findings: DiffFinding[];
  conflicts: DriftConflict[];
  onFinding: (id: string) => void;
};

/** What changes: a tick for each file, in a list or under the finding that asked for it. */
export function ReviewFiles({ review, findings, conflicts, onFinding }: Props) {
  const [way, setWay] = useState<"file" | "finding">("file");
  const rowOf = (path: string) => {
    const file = review.files.find((each) => each.path === path);
    return file && <ReviewFileRow key={path} file={file} review={review} findings={findings} conflicts={conflicts} />;
  };
  const behind = findings.filter((finding) => finding.paths.length > 0);
  const unbacked = review.files.filter((file) => !findings.some((finding) => finding.paths.includes(file.path)));
  return (
    <div>
      <div className="sticky top-0 z-10 flex h-10 items-center justify-between gap-2 border-b bg-paper px-3">
        <Segments label="Order" options={[...WAYS]} value={way} onChange={setWay} />
        <span aria-live="polite" className="text-12 text-ink-3">
          {review.viewed.size} of {review.files.length} viewed
        </span>
      </div>
      {way === "file" && <ul>{review.files.map((file) => rowOf(file.path))}</ul>}
      {way === "finding" &&
        behind.map((finding) => (
          <section key={finding.id}>
            <button
              type="button"
              onClick={() => {
                onFinding(finding.id);
                if (finding.paths[0]) review.open(finding.paths[0]);
              }}
              className="block w-full px-3 pt-3 pb-1 text-left text-13 hover:text-accent"
            >
              <FindingKind kind={finding.kind} />
              <span className="mt-1 line-clamp-3 block">
                <CodeSpans text={finding.rationale} />
              </span>
            </button>
            <ul>{finding.paths.map(rowOf)}</ul>
          </section>
        ))}
      {way === "finding" && unbacked.length > 0 && (
        <section>
          <h3 className="px-3 pt-3 pb-1 text-13 text-ink-2">Without a finding</h3>
          <ul>{unbacked.map((file) => rowOf(file.path))}</ul>
        </section>
      )}
    </div>
  );
}
