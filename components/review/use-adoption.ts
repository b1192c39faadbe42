"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { refusedFiles } from "./conflict-lane";
import type { DreamDiff } from "./dream-diff";
import type { AdoptDream } from "./review-actions";
import { adoptBody, planWords, rejectedHunks } from "./review-plan";
import type { ReviewState } from "./use-review";

const BUDGET = "More than 10 % of the store's files or bytes would go.";

/** `This takes 43 % of the store's files and 12 % of its bytes away.` from what the answer tells of it. */
function sharesText({ files_share: files, bytes_share: bytes }: Record<string, unknown>): string {
  const percent = (share: unknown) => (typeof share === "number" ? Math.round(share * 100) : 0);
  const parts = [
    ...(percent(files) > 0 ? [`${percent(files)} % of the store's files`] : []),
    ...(percent(bytes) > 0 ? [`${percent(bytes)} % of ${percent(files) > 0 ? "its" : "the store's"} bytes`] : []),
  ];
  return parts.length > 0 ? `This takes ${parts.join(" and ")} away.` : BUDGET;
}

/** Adopts what is chosen: asks first when much would go, and turns a refusal into conflicts to settle. */
export function useAdoption(diff: DreamDiff, review: ReviewState, adopt: AdoptDream) {
  const router = useRouter();
  const { run, isPending, error, setError } = useAction(adopt);
  /** Why deletions have to be confirmed; null: they need not, or not yet. */
  const [deletions, setDeletions] = useState<string | null>(null);
  /** The hunks to reject; null: none are about to be. Empty: all. */
  const [rejecting, setRejecting] = useState<string[] | null>(null);
  const words = planWords(review.plan);

  const seen = useRef(error);
  useEffect(() => {
    if (seen.current === error) return;
    seen.current = error;
    if (error?.extra.confirm === "deletions") {
      setDeletions(sharesText(error.extra));
      setError(null);
    } else if (error) setDeletions(null);
    if (error?.code === "conflict") review.addRefused(refusedFiles(error.extra));
  });

  const send = (isConfirmed: boolean) =>
    run(
      {
        dream_id: diff.dream_id,
        proposal_sha256: diff.proposal_sha256 ?? "",
        ...adoptBody(review.choices, review.refused),
        ...(isConfirmed ? { confirm_deletions: true } : {}),
      },
      () => {
        setDeletions(null);
        document.getElementById("main")?.focus();
        toast({ text: `${words.verb.replace("Adopt", "Adopted")}.` });
        router.refresh();
      },
    );
  const press = () => {
    if (isPending || words.reason !== null || diff.proposal_sha256 === null) return;
    if (words.does === "reject") return setRejecting(rejectedHunks(review.choices));
    const asks = diff.checks.some(({ check, level }) => check === "deletions" && level === "confirm");
    if (asks && review.plan.removed.length > 0) setDeletions(BUDGET);
    else send(false);
  };
  return { press, send, isPending, error, setError, deletions, setDeletions, rejecting, setRejecting };
}
