"use client";

import { DeletionsDialog } from "./deletions-dialog";
import { EditDialog } from "./edit-dialog";
import { EvidenceDrawer } from "./evidence-drawer";
import { RejectDialog } from "./reject-dialog";
import type { ReviewActions } from "./review-actions";
import { planWords } from "./review-plan";
import type { ReviewScreen } from "./use-review-screen";

type Props = { dreamId: string; screen: ReviewScreen; actions: ReviewActions };

/** What opens over a review. */
export function ReviewLayers({ dreamId, screen, actions }: Props) {
  const { adoption, editing, review } = screen;
  return (
    <>
      <DeletionsDialog
        isOpen={adoption.deletions !== null}
        removed={review.plan.removed}
        reason={adoption.deletions ?? ""}
        verb={planWords(review.plan).verb}
        isPending={adoption.isPending}
        onClose={() => adoption.setDeletions(null)}
        onConfirm={() => adoption.send(true)}
      />
      <RejectDialog
        dreamId={dreamId}
        hunks={adoption.rejecting}
        onClose={() => adoption.setRejecting(null)}
        onDone={() => screen.say("Rejected.")}
        reject={actions.reject}
      />
      <EditDialog
        target={editing.target}
        onClose={editing.close}
        onKeep={(path, text) => {
          review.step({ type: "edit", path, text });
          screen.say(`${path} is edited.`);
        }}
      />
      <EvidenceDrawer evidence={screen.evidence} onClose={() => screen.setEvidence(null)} read={actions.readEvidence} />
    </>
  );
}
