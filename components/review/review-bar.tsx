"use client";

import type { ActionError } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { adoptionWords, type DriftConflict } from "./rules";
import type { ReviewState } from "./use-review";

type Props = {
  review: ReviewState;
  error: ActionError | null;
  conflicts: DriftConflict[];
  isPending: boolean;
  onAdopt: () => void;
  onReject: () => void;
  onDismiss: () => void;
  onReload: () => void;
};

/** The foot of a review: says in words what will happen, and does it. */
export function ReviewBar({ review, error, conflicts, isPending, onAdopt, onReject, onDismiss, onReload }: Props) {
  const words = adoptionWords(review.files, review.chosen);
  return (
    <footer className="sticky bottom-0 z-20 shrink-0 border-t bg-panel max-rail:bottom-14">
      {error && conflicts.length > 0 && (
        <Note
          tone="needs"
          className="mx-4 mt-3"
          title={`Nothing was adopted: ${plural(conflicts.length, "file")} changed in the store since the dream read it.`}
          actions={
            <Button
              size="sm"
              onPress={() => {
                review.choose(
                  conflicts.map((each) => each.path),
                  false,
                );
                onDismiss();
              }}
            >
              Leave {conflicts.length === 1 ? "it" : "them"} out
            </Button>
          }
        >
          <ul>
            {conflicts.map((each) => (
              <li key={each.path}>{each.reason}</li>
            ))}
          </ul>
        </Note>
      )}
      {error && conflicts.length === 0 && (
        <Note
          tone="error"
          className="mx-4 mt-3"
          title="Nothing was adopted. Your choices are kept."
          actions={
            error.code === "conflict" && (
              <Button size="sm" onPress={onReload}>
                Load what is there now
              </Button>
            )
          }
        >
          {error.message}
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
        <Button variant="primary" isPending={isPending} isDisabled={review.chosen.size === 0} onPress={onAdopt}>
          {isPending ? "Adopting…" : words.verb}
        </Button>
        <p aria-live="polite" className="text-13 text-ink-2">
          {words.rest}
        </p>
        <span className="ml-auto">
          <Button isDisabled={isPending} onPress={onReject}>
            Reject all…
          </Button>
        </span>
      </div>
    </footer>
  );
}
