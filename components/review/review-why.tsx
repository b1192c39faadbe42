"use client";

import { useEffect, useRef } from "react";
import { type EvidencePlace, EvidenceQuote } from "@/components/dreams/evidence-quote";
import { confidenceText, FindingKind } from "@/components/dreams/finding-kind";
import { FindingState } from "@/components/dreams/finding-state";
import { SourceLines } from "@/components/dreams/source-lines";
import { CodeSpans } from "@/components/ui/code-spans";
import { cx } from "@/components/ui/cx";
import type { DiffFinding } from "./dream-diff";
import { ShowHere } from "./show-here";
import type { ReviewState } from "./use-review";

type Props = {
  review: ReviewState;
  sessionTitles: Record<string, string | null>;
  activeId: string | null;
  onEvidence: (evidence: EvidencePlace) => void;
};

/** The findings behind what the cursor is on: of the hunk, else of the file. */
export function findingsBehind(review: ReviewState): DiffFinding[] {
  const ids = review.hunk?.hunk.finding_ids ?? review.file?.findingIds ?? [];
  return ids.flatMap((id) => review.index.findings.get(id) ?? []);
}

/** The reasons for a change: each finding with the words it rests on. */
export function ReviewWhy({ review, sessionTitles, activeId, onEvidence }: Props) {
  const behind = findingsBehind(review);
  return (
    <section aria-label="Why">
      {review.hunk && review.file && (
        <p className="border-b px-4 py-1.5 text-12 text-ink-3 [overflow-wrap:anywhere]">
          {review.hunk.path}, change {review.hunk.number} of {review.file.hunks.length}
        </p>
      )}
      {behind.length === 0 && (
        <p className="px-4 py-3 text-13 text-ink-2">
          {review.file?.file.written_by.length
            ? "An agent wrote this, and said nothing of why."
            : "Nothing in the transcripts or in the store is named for this change."}
          {review.hunk?.hunk.is_on === false && " It starts unticked."}
        </p>
      )}
      <ol>
        {behind.map((finding) => (
          <WhyItem
            key={finding.id}
            number={review.file?.findingNumbers.get(finding.id) ?? 0}
            finding={finding}
            sessionTitles={sessionTitles}
            isActive={finding.id === activeId}
            onEvidence={onEvidence}
          />
        ))}
      </ol>
    </section>
  );
}

type ItemProps = Pick<Props, "sessionTitles" | "onEvidence"> & {
  number: number;
  finding: DiffFinding;
  isActive: boolean;
};

function WhyItem({ number, finding, sessionTitles, isActive, onEvidence }: ItemProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <li
      ref={item}
      className={cx(
        "flex scroll-mt-12 flex-col gap-2 border-b px-4 py-3 text-13",
        isActive && "bg-accent-soft/50 shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <p className="flex flex-wrap items-center gap-2 text-12 text-ink-3">
        <span className="grid size-5 place-items-center rounded-sm border border-accent/40 bg-accent-soft text-accent">
          {number}
        </span>
        <FindingKind kind={finding.kind} />
        <FindingState finding={finding} />
        {confidenceText(finding.confidence)}
      </p>
      <p className="[overflow-wrap:anywhere]">
        <CodeSpans text={finding.rationale} />
      </p>
      {finding.evidence.map((evidence) => (
        <EvidenceQuote
          key={`${evidence.event_id}${evidence.quote}`}
          evidence={evidence}
          title={sessionTitles[evidence.session_id]}
          action={<ShowHere onPress={() => onEvidence(evidence)} />}
        />
      ))}
      <SourceLines sources={finding.sources} />
    </li>
  );
}
