"use client";

import type { ReactNode } from "react";
import type { ActionError } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { wakeSummary } from "@/components/wake/wake-summary";
import type { WakeTestResource } from "@/lib/wake/schema";
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
  const first = review.plan.conflicts[0];
  return (
    <footer className="sticky bottom-0 z-20 shrink-0 border-t bg-panel max-rail:bottom-14">
      {error && <Refusal error={error} review={review} onConflict={onConflict} onReload={onReload} />}
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
        {first && (
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

function Refusal({
  error,
  review,
  onConflict,
  onReload,
}: Pick<Props, "review" | "onConflict" | "onReload"> & { error: ActionError }) {
  const refused = [...review.refused.values()].filter(({ path }) => review.plan.conflicts.includes(path));
  // Once all is settled, the answer speaks of what is over.
  if (error.code === "conflict" && review.refused.size > 0 && refused.length === 0) return null;
  if (refused.length > 0) {
    return (
      <Note
        tone="needs"
        className="mx-4 mt-3"
        title={`Nothing was adopted: ${plural(refused.length, "file")} changed in the store meanwhile. Your choices are kept.`}
        actions={refused.slice(0, 5).map(({ path }) => (
          <Button key={path} size="sm" onPress={() => onConflict(path)}>
            Settle {path}
          </Button>
        ))}
      >
        <ul className="max-h-24 overflow-y-auto">
          {refused.map(({ path, reason }) => (
            <li key={path}>{reason}</li>
          ))}
        </ul>
      </Note>
    );
  }
  return (
    <Note
      tone="error"
      className="mx-4 mt-3"
      title="Nothing was adopted. Your choices are kept."
      actions={
        <Button size="sm" onPress={onReload}>
          Show again
        </Button>
      }
    >
      {error.message}
    </Note>
  );
}
