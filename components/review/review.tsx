"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { Segments } from "@/components/ui/segments";
import { DIFF_MODES } from "@/components/versions/version-compare";
import type { WakeTestResource } from "@/lib/wake/schema";
import type { DiffFile, DreamDiff } from "./dream-diff";
import { DriftNote, driftText } from "./drift-note";
import type { ReviewActions } from "./review-actions";
import { ReviewBar } from "./review-bar";
import { ReviewChanges } from "./review-changes";
import { ReviewFiles } from "./review-files";
import { ReviewLayers } from "./review-layers";
import { ReviewPanes } from "./review-panes";
import { ReviewPrint } from "./review-print";
import { ReviewSide } from "./review-side";
import { type ReviewScreen, useReviewScreen } from "./use-review-screen";

type Props = {
  /** Without texts: these are fetched as they come into sight. */
  diff: DreamDiff;
  /** The first files, with their texts. */
  first: DiffFile[];
  /** Titles of the sessions that evidence points to. */
  sessionTitles: Record<string, string | null>;
  /** By path: where a file is edited that the proposal does not change but a finding speaks of. */
  editHrefs: Record<string, string>;
  actions: ReviewActions;
  /** What the proposed store would answer; null before it was asked. */
  wakeTest: WakeTestResource | null;
  /** Of the agents that wrote the files, where agents did. */
  names: ActorNames;
  /** Another way to end the review. */
  other?: ReactNode;
};

/** A proposal before its person: left what, middle the change, right why, below what will happen. */
export function Review({ diff, first, sessionTitles, editHrefs, actions, wakeTest, names, other }: Props) {
  const router = useRouter();
  const screen = useReviewScreen(diff, first, actions);
  const { review, adoption } = screen;
  const drift = useMemo(() => driftText(diff), [diff]);
  return (
    <>
      <div className="no-print flex min-h-0 flex-1 flex-col">
        <DriftNote text={drift} onReload={() => router.refresh()} />
        <ReviewPanes
          pane={screen.pane}
          onPane={screen.setPane}
          files={
            <ReviewFiles review={review} onFinding={screen.showFinding} onShow={() => screen.setPane("changes")} />
          }
          changes={<ChangesPane screen={screen} names={names} />}
          why={
            <ReviewSide
              tab={screen.tab}
              onTab={screen.setTab}
              review={review}
              checks={diff.checks}
              wakeTest={wakeTest}
              sessionTitles={sessionTitles}
              editHrefs={editHrefs}
              activeId={screen.findingId}
              onEvidence={screen.setEvidence}
              onSwitchOn={screen.editing.switchOn}
              onPlace={screen.showPlace}
            />
          }
        />
        <ReviewBar
          review={review}
          error={adoption.error}
          isPending={adoption.isPending}
          said={screen.said}
          wakeTest={wakeTest}
          other={other}
          onWakeTest={screen.showChecks}
          onAdopt={adoption.press}
          onReject={() => adoption.setRejecting([])}
          onConflict={screen.showFile}
          onReload={() => {
            adoption.setError(null);
            router.refresh();
          }}
        />
      </div>
      <ReviewPrint review={review} texts={screen.texts} />
      <ReviewLayers dreamId={diff.dream_id} screen={screen} actions={actions} />
    </>
  );
}

function ChangesPane({ screen, names }: { screen: ReviewScreen; names: ActorNames }) {
  const { review } = screen;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-10 shrink-0 items-center gap-3 border-b px-3 py-1">
        <span className="min-w-0 flex-1 truncate font-mono text-13">{review.file?.file.path}</span>
        <Segments label="Layout" options={DIFF_MODES} value={screen.mode} onChange={screen.setMode} />
      </div>
      <div className="min-h-0 flex-1">
        <ReviewChanges
          review={review}
          texts={screen.texts}
          mode={screen.mode}
          names={names}
          onEdit={screen.editing.open}
          onFinding={(hunkId, id) => {
            review.goTo(hunkId);
            screen.showFinding(id);
            screen.setPane("why");
          }}
        />
      </div>
    </div>
  );
}
