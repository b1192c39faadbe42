"use client";

import { useEffect, useRef } from "react";
import { type EvidencePlace, EvidenceQuote } from "@/components/dreams/evidence-quote";
import { confidenceText, FindingKind } from "@/components/dreams/finding-kind";
import { FindingState } from "@/components/dreams/finding-state";
import { SourceLines } from "@/components/dreams/source-lines";
import { CodeSpans } from "@/components/ui/code-spans";
import { cx } from "@/components/ui/cx";
import type { DiffFile, DiffFinding } from "./dream-diff";
import { ReviewRest } from "./review-rest";
import { findingsOf } from "./rules";
import { ShowHere } from "./show-here";

type Props = {
  file: DiffFile;
  findings: DiffFinding[];
  sessionTitles: Record<string, string | null>;
  activeId: string | null;
  onEvidence: (evidence: EvidencePlace) => void;
};

/** The reasons for a file's change: each finding with the words it rests on. */
export function ReviewWhy({ file, findings, sessionTitles, activeId, onEvidence }: Props) {
  const behind = findingsOf(file, findings);
  return (
    <div>
      <h2 className="sticky top-0 z-10 flex h-10 items-center border-b bg-paper px-4 text-13 font-medium">Why</h2>
      {behind.length === 0 && (
        <p className="px-4 py-3 text-13 text-ink-2">
          Nothing in the transcripts or in the store is named for this change. It starts unticked.
        </p>
      )}
      <ol>
        {behind.map((finding, index) => (
          <WhyItem
            key={finding.id}
            number={index + 1}
            finding={finding}
            sessionTitles={sessionTitles}
            isActive={finding.id === activeId}
            onEvidence={onEvidence}
          />
        ))}
      </ol>
      <ReviewRest findings={findings} sessionTitles={sessionTitles} onEvidence={onEvidence} />
    </div>
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
