"use client";

import { useMemo } from "react";
import type { EvidencePlace } from "@/components/dreams/evidence-quote";
import { groupFindings } from "@/components/dreams/finding-groups";
import { FindingRow } from "@/components/dreams/finding-row";
import { LeftAlone } from "@/components/dreams/left-alone";
import type { DiffFinding } from "./dream-diff";
import { ShowHere } from "./show-here";

type Props = {
  findings: DiffFinding[];
  sessionTitles: Record<string, string | null>;
  onEvidence: (evidence: EvidencePlace) => void;
};

/** What the dream found and does not propose, in any file: off until a person makes the change, or left alone. */
export function ReviewRest({ findings, sessionTitles, onEvidence }: Props) {
  const groups = useMemo(() => groupFindings(findings), [findings]);
  if (groups.off.length + groups.leftAloneCount === 0) return null;
  const row = {
    sessionTitles,
    quoteAction: (evidence: EvidencePlace) => <ShowHere onPress={() => onEvidence(evidence)} />,
  };
  return (
    <section aria-label="Not in the proposal">
      <h2 className="border-b bg-panel px-4 py-2 text-13 font-medium">Not in the proposal</h2>
      <ul>
        {groups.off.map((finding) => (
          <FindingRow key={finding.id} finding={finding} {...row} />
        ))}
      </ul>
      <LeftAlone groups={groups} {...row} />
    </section>
  );
}
