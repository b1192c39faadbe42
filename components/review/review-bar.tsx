"use client";

import type { ReactNode } from "react";
import type { ActionError } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { wakeSummary } from "@/components/wake/wake-summary";
import type { WakeTestResource } from "@/lib/wake/schema";
import { RefusalNote, refusedNow } from "./refusal-note";
import { planWords } from "./review-plan";
import type { ReviewState } from "./use-review";

type Props = {
  review: ReviewState;
  error: ActionError | null;
  isPending: boolean;
  /** The last thing done, for those who do not see it. */
  said: string;
  wakeTest: WakeTestResource | null;
  other: ReactNode;
  onWakeTest: () => void;
  onAdopt: () => void;
  onReject: () => void;
  onConflict: (path: string) => void;
  onReload: () => void;
};

/** The foot of a review: says in words what will happen, and does it. */
export function ReviewBar({ review, error, isPending, said, wakeTest, other, ...on }: Props) {
  const { onWakeTest, onAdopt, onReject, onConflict, onReload } = on;
  const words = planWords(review.plan);
  const isRefused = error !== null && refusedNow(review).length > 0;
  const first = review.plan.conflicts[0];
  return (
    <footer className="sticky bottom-0 z-20 shrink-0 border-t bg-panel max-rail:bottom-14">
      {error && <RefusalNote error={error} review={review} onConflict={onConflict} onReload={onReload} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={words.reason !== null}
          aria-describedby="review-plan"
          onPress={onAdopt}
        >
          {isPending ? "Adopting…" : words.verb}
        </Button>
        <p id="review-plan" aria-live="polite" className="min-w-0 text-13 text-ink-2">
          {words.rest.join(", ")}
          {words.reason && <span className="text-needs">. {words.reason}</span>}
        </p>
        {first && !isRefused && (
          <Button size="sm" onPress={() => onConflict(first)}>
            Show the conflict
          </Button>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {wakeTest?.test && wakeTest.test.asked > 0 && (
            <Button size="sm" variant="quiet" onPress={onWakeTest}>
              <span className={wakeTest.test.lost.length > 0 ? "text-needs" : ""}>
                Wake test: {wakeSummary(wakeTest.test)}
              </span>
            </Button>
          )}
          <span className="contents">{other}</span>
          <Button isDisabled={isPending} onPress={onReject}>
            Reject all…
          </Button>
        </span>
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
    </footer>
  );
}
