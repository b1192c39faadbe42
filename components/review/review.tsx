"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { EvidencePlace } from "@/components/dreams/evidence-quote";
import { useHotkeys } from "@/components/shell/hotkeys";
import type { Action } from "@/components/ui/action";
import { SplitPane } from "@/components/ui/split-pane";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { DiffMode } from "@/components/versions/version-compare";
import type { DreamDiff } from "./dream-diff";
import { EvidenceDrawer, type ReadEvidence } from "./evidence-drawer";
import { RejectDialog, type RejectDream } from "./reject-dialog";
import { ReviewBar } from "./review-bar";
import { ReviewDiff } from "./review-diff";
import { ReviewFiles } from "./review-files";
import { ReviewPrint } from "./review-print";
import { ReviewWhy } from "./review-why";
import { conflictsOf } from "./rules";
import { useReview } from "./use-review";

export type AdoptDream = Action<{ dream_id: string; proposal_sha256: string; paths: string[] }>;

type Props = {
  diff: DreamDiff;
  /** Titles of the sessions that evidence points to. */
  sessionTitles: Record<string, string | null>;
  adopt: AdoptDream;
  reject: RejectDream;
  readEvidence: ReadEvidence;
};

/** A proposal before its person: left what, middle the change, right why, below what will happen. */
export function Review({ diff, sessionTitles, adopt, reject, readEvidence }: Props) {
  const router = useRouter();
  const review = useReview(diff);
  const adopting = useAction(adopt);
  const [mode, setMode] = useState<DiffMode>("unified");
  const [findingId, setFindingId] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<EvidencePlace | null>(null);
  const [isRejecting, setRejecting] = useState(false);
  const conflicts = useMemo(() => conflictsOf(adopting.error?.extra ?? {}), [adopting.error]);

  const onAdopt = () => {
    if (review.chosen.size === 0 || diff.proposal_sha256 === null || adopting.isPending) return;
    const paths = review.files.map((file) => file.path).filter((path) => review.chosen.has(path));
    adopting.run({ dream_id: diff.dream_id, proposal_sha256: diff.proposal_sha256, paths }, () => {
      document.getElementById("main")?.focus();
      toast({ text: `Adopted ${paths.length === 1 ? "1 file" : `${paths.length} files`}.` });
      router.refresh();
    });
  };
  const { current } = review;
  useHotkeys("Review", [
    { keys: "j", label: "Next file", run: () => review.step(1) },
    { keys: "k", label: "Previous file", run: () => review.step(-1) },
    { keys: "n", label: "Next file not viewed", run: review.nextUnviewed },
    { keys: "a", label: "Take this file", run: () => current && review.choose([current.path], true) },
    { keys: "x", label: "Leave this file out", run: () => current && review.choose([current.path], false) },
    { keys: "v", label: "Mark as viewed", run: () => current && review.toggleViewed(current.path) },
    { keys: "s", label: "Unified or split", run: () => setMode(mode === "split" ? "unified" : "split") },
  ]);

  return (
    <>
      <div className="no-print flex min-h-0 flex-1 flex-col">
        <SplitPane
          left={{
            label: "changed files",
            width: 272,
            content: (
              <ReviewFiles review={review} findings={diff.findings} conflicts={conflicts} onFinding={setFindingId} />
            ),
          }}
          right={{
            label: "why",
            width: 352,
            content: current && (
              <ReviewWhy
                file={current}
                findings={diff.findings}
                sessionTitles={sessionTitles}
                activeId={findingId}
                onEvidence={setEvidence}
              />
            ),
          }}
        >
          {current && (
            <ReviewDiff
              key={current.path}
              file={current}
              findings={diff.findings}
              mode={mode}
              onMode={setMode}
              review={review}
              conflict={conflicts.find((each) => each.path === current.path) ?? null}
              onFinding={setFindingId}
            />
          )}
        </SplitPane>
        <ReviewBar
          review={review}
          error={adopting.error}
          conflicts={conflicts}
          isPending={adopting.isPending}
          onAdopt={onAdopt}
          onReject={() => setRejecting(true)}
          onDismiss={() => adopting.setError(null)}
          onReload={() => router.refresh()}
        />
      </div>
      <ReviewPrint files={review.files} findings={diff.findings} chosen={review.chosen} />
      <RejectDialog dreamId={diff.dream_id} isOpen={isRejecting} onClose={() => setRejecting(false)} reject={reject} />
      <EvidenceDrawer evidence={evidence} onClose={() => setEvidence(null)} read={readEvidence} />
    </>
  );
}
