"use client";

import { useMemo, useState } from "react";
import { kindWord } from "@/components/dreams/finding-kind";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import type { FindingKind } from "@/lib/proposals/schema";
import { ReviewTree } from "./review-tree";
import { fileTree, findingKinds, findingTree, type TreeNode } from "./tree-nodes";
import type { ReviewState } from "./use-review";

const WAYS = [
  { id: "file", label: "By file" },
  { id: "finding", label: "By finding" },
] as const;

/** Up to here every finding starts with its changes open. */
const OPEN_HUNKS_MAX = 100;
const EVERY_KIND = "every";
const NONE: ReadonlySet<string> = new Set();

type Props = { review: ReviewState; onFinding: (id: string) => void; onShow: () => void };

/** What changes: files in their folders, or findings with their changes; each with a tick. */
export function ReviewFiles({ review, onFinding, onShow }: Props) {
  const [way, setWay] = useState<"file" | "finding">("file");
  const [kind, setKind] = useState<FindingKind | null>(null);
  const { index } = review;
  const kinds = useMemo(() => findingKinds(index), [index]);
  const nodes = useMemo(() => (way === "file" ? fileTree(index) : findingTree(index, kind)), [way, index, kind]);
  const startClosed = useMemo(
    () => (way === "file" || index.byHunk.size <= OPEN_HUNKS_MAX ? NONE : new Set(nodes.map((node) => node.key))),
    [way, index, nodes],
  );
  const onOpen = (node: TreeNode, isVisit: boolean) => {
    if (node.file) review.goToFile(node.file.file.path);
    if (node.hunk) review.goToHunk(node.hunk.hunk.id);
    if (node.finding) onFinding(node.finding.id);
    if (!isVisit && (node.file || node.hunk)) onShow();
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-2 border-b px-3 py-1.5">
        {kinds.length > 0 && <Segments label="Order" options={[...WAYS]} value={way} onChange={setWay} />}
        <span aria-live="polite" className="text-12 text-ink-3">
          {review.choices.viewed.size} of {index.files.length} viewed
        </span>
        {way === "finding" && kinds.length > 1 && (
          <Select
            label="Kind of finding"
            hideLabel
            className="w-full"
            options={[
              { id: EVERY_KIND, label: "Every kind" },
              ...kinds.map((each) => ({ id: each, label: kindWord(each) })),
            ]}
            value={kind ?? EVERY_KIND}
            onChange={(id) => setKind(kinds.find((each) => each === id) ?? null)}
          />
        )}
      </div>
      <ReviewTree
        key={`${way} ${kind}`}
        label={way === "file" ? "Changed files" : "Findings"}
        nodes={nodes}
        review={review}
        startClosed={startClosed}
        onOpen={onOpen}
      />
    </div>
  );
}
