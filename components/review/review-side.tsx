"use client";

import type { EvidencePlace } from "@/components/dreams/evidence-quote";
import { Segments } from "@/components/ui/segments";
import { WakePanel } from "@/components/wake/wake-panel";
import type { WakeTestResource } from "@/lib/wake/schema";
import type { CheckItem, DiffCheck, DiffFinding } from "./dream-diff";
import { checksText, ReviewChecks } from "./review-checks";
import { ReviewRest } from "./review-rest";
import { ReviewWhy } from "./review-why";
import type { ReviewState } from "./use-review";

export type SideTab = "why" | "checks";

type Props = {
  tab: SideTab;
  onTab: (tab: SideTab) => void;
  review: ReviewState;
  checks: DiffCheck[];
  wakeTest: WakeTestResource | null;
  sessionTitles: Record<string, string | null>;
  editHrefs: Record<string, string>;
  activeId: string | null;
  onEvidence: (evidence: EvidencePlace) => void;
  onSwitchOn: (finding: DiffFinding) => void;
  onPlace: (item: CheckItem) => void;
};

/** What speaks for the change and what against it. */
export function ReviewSide(props: Props) {
  const { tab, onTab, review, checks, wakeTest } = props;
  const troubled = checks.filter((check) => check.level !== "pass").length;
  const tabs: { id: SideTab; label: string }[] = [
    { id: "why", label: "Why" },
    { id: "checks", label: troubled > 0 ? `Checks (${troubled})` : "Checks" },
  ];
  return (
    <>
      <div className="sticky top-0 z-10 flex min-h-10 items-center border-b bg-paper px-3 py-1">
        <Segments label="What is told" options={tabs} value={tab} onChange={onTab} />
      </div>
      {tab === "why" && (
        <>
          <ReviewWhy
            review={review}
            sessionTitles={props.sessionTitles}
            activeId={props.activeId}
            onEvidence={props.onEvidence}
          />
          <ReviewRest
            index={review.index}
            edits={review.choices.edits}
            sessionTitles={props.sessionTitles}
            editHrefs={props.editHrefs}
            onEvidence={props.onEvidence}
            onSwitchOn={props.onSwitchOn}
          />
        </>
      )}
      {tab === "checks" && (
        <>
          {wakeTest?.test && (
            <div className="border-b px-4 py-2">
              <WakePanel wakeTest={wakeTest} onEvidence={props.onEvidence} />
            </div>
          )}
          {checks.length > 0 && <p className="border-b px-4 py-1.5 text-12 text-ink-3">{checksText(checks)}</p>}
          <ReviewChecks checks={checks} onPlace={props.onPlace} />
        </>
      )}
    </>
  );
}
