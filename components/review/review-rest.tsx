"use client";

import { type ReactNode, useMemo } from "react";
import type { EvidencePlace } from "@/components/dreams/evidence-quote";
import { groupFindings } from "@/components/dreams/finding-groups";
import { FindingRow } from "@/components/dreams/finding-row";
import { LeftAlone } from "@/components/dreams/left-alone";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import type { DiffFinding } from "./dream-diff";
import { isSwitchedOn } from "./place-suggestion";
import type { ReviewIndex } from "./review-index";
import { ShowHere } from "./show-here";

type Props = {
  index: ReviewIndex;
  /** By path: the texts that a person wrote. */
  edits: ReadonlyMap<string, string>;
  sessionTitles: Record<string, string | null>;
  /** By path: where a file that the proposal does not change is edited. */
  editHrefs: Record<string, string>;
  onEvidence: (evidence: EvidencePlace) => void;
  onSwitchOn: (finding: DiffFinding) => void;
};

/** What the dream found and does not propose, in any file: off until a person makes the change, or left alone. */
export function ReviewRest({ index, edits, sessionTitles, editHrefs, onEvidence, onSwitchOn }: Props) {
  const groups = useMemo(() => groupFindings([...index.findings.values()]), [index]);
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
          <FindingRow
            key={finding.id}
            finding={finding}
            {...row}
            action={<SwitchOn {...{ finding, index, edits, editHrefs, onSwitchOn }} />}
          />
        ))}
      </ul>
      <LeftAlone groups={groups} {...row} />
    </section>
  );
}

type SwitchProps = Pick<Props, "index" | "edits" | "editHrefs" | "onSwitchOn"> & { finding: DiffFinding };

/** The way to make a change that only a person may make: here, when the file is in the proposal, else in its editor. */
function SwitchOn({ finding, index, edits, editHrefs, onSwitchOn }: SwitchProps): ReactNode {
  const paths = [...new Set(finding.suggestion.map((suggestion) => suggestion.path))];
  if (paths.length === 0) return null;
  if (isSwitchedOn(finding, edits)) return <p className="text-13 text-ink-2">Switched on, in {paths.join(", ")}.</p>;
  if (paths.every((path) => (index.byPath.get(path)?.open.length ?? 0) > 0)) {
    return (
      <Button size="sm" onPress={() => onSwitchOn(finding)}>
        Switch on
      </Button>
    );
  }
  return paths.map((path) => {
    const href = editHrefs[path];
    return (
      href && (
        <LinkButton key={path} size="sm" href={href}>
          Edit {path}
        </LinkButton>
      )
    );
  });
}
