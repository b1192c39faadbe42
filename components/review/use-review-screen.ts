"use client";

import { useState } from "react";
import type { EvidencePlace } from "@/components/dreams/evidence-quote";
import type { DiffMode } from "@/components/versions/version-compare";
import type { CheckItem, DiffFile, DreamDiff } from "./dream-diff";
import type { ReviewActions } from "./review-actions";
import type { Pane } from "./review-panes";
import { hunkAtLine } from "./review-rows";
import type { SideTab } from "./review-side";
import { findingsBehind } from "./review-why";
import { useAdoption } from "./use-adoption";
import { useDiffTexts } from "./use-diff-texts";
import { useEditing } from "./use-editing";
import { useReview } from "./use-review";
import { useReviewKeys } from "./use-review-keys";

/** All that a review holds: choices, texts, what is under way, and which parts are shown. */
export function useReviewScreen(diff: DreamDiff, first: DiffFile[], actions: ReviewActions) {
  const review = useReview(diff);
  const texts = useDiffTexts(diff, first);
  const adoption = useAdoption(diff, review, actions.adopt);
  const editing = useEditing(review, texts);
  const [mode, setMode] = useState<DiffMode>("unified");
  const [pane, setPane] = useState<Pane>("changes");
  const [tab, setTab] = useState<SideTab>("why");
  const [findingId, setFindingId] = useState<string | null>(null);
  const [evidence, setEvidence] = useState<EvidencePlace | null>(null);
  const [said, say] = useState("");

  useReviewKeys({
    review,
    say,
    onEdit: editing.open,
    onEvidence: () => {
      const place = findingsBehind(review).flatMap((finding) => finding.evidence)[0];
      if (place) setEvidence(place);
      else say("This change rests on no transcript.");
    },
    onMode: () => setMode(mode === "split" ? "unified" : "split"),
  });

  return {
    ...{ review, texts, adoption, editing, mode, setMode, pane, setPane, tab, setTab },
    ...{ findingId, evidence, setEvidence, said, say },
    showFinding: (id: string) => {
      setFindingId(id);
      setTab("why");
    },
    showChecks: () => {
      setTab("checks");
      setPane("why");
    },
    showPlace: (item: CheckItem) => {
      const entry = review.index.byPath.get(item.path);
      const hunkId = entry && hunkAtLine(entry, item);
      if (hunkId) review.goToHunk(hunkId);
      setPane("changes");
    },
    showFile: (path: string) => {
      review.goToFile(path);
      setPane("changes");
    },
  };
}

export type ReviewScreen = ReturnType<typeof useReviewScreen>;
