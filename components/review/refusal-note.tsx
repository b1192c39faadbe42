"use client";

import type { ActionError } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import type { RefusedFile } from "./conflict-lane";
import type { ReviewState } from "./use-review";

type Props = {
  error: ActionError;
  review: ReviewState;
  onConflict: (path: string) => void;
  onReload: () => void;
};

/** Files named here lead to their conflict; the others are found by the same button, one after another. */
const SETTLE_MAX = 3;

/** The files that the last answer refused and nobody has settled since. */
export function refusedNow({ refused, plan }: Pick<ReviewState, "refused" | "plan">): RefusedFile[] {
  return [...refused.values()].filter(({ path }) => plan.conflicts.includes(path));
}

/** Why nothing was adopted, and the ways on: by hand, without these files, or on what the store holds now. */
export function RefusalNote({ error, review, onConflict, onReload }: Props) {
  const refused = refusedNow(review);
  // Once all is settled, the answer speaks of what is over.
  if (error.code === "conflict" && review.refused.size > 0 && refused.length === 0) return null;
  const reload = (text: string) => (
    <Button size="sm" onPress={onReload}>
      {text}
    </Button>
  );
  if (refused.length === 0) {
    return (
      <Note
        tone="error"
        className="mx-4 mt-3"
        title="Nothing was adopted. Your choices are kept."
        actions={reload("Show again")}
      >
        {error.message}
      </Note>
    );
  }
  const leaveOut = () => {
    const entries = refused.flatMap(({ path }) => review.index.byPath.get(path)?.open ?? []);
    review.step({ type: "choose", entries, choice: "leave" });
  };
  return (
    <Note
      tone="needs"
      className="mx-4 mt-3"
      title={`Nothing was adopted: ${plural(refused.length, "file")} changed in the store meanwhile. Your choices are kept.`}
      actions={
        <>
          {refused.slice(0, SETTLE_MAX).map(({ path }) => (
            <Button key={path} size="sm" onPress={() => onConflict(path)}>
              Settle {path}
            </Button>
          ))}
          <Button size="sm" onPress={leaveOut}>
            Leave {refused.length === 1 ? "it" : "them"} out
          </Button>
          {reload("Rebase on the store as it is now")}
        </>
      }
    >
      <ul className="max-h-24 overflow-y-auto">
        {refused.map(({ path, reason }) => (
          <li key={path}>{reason}</li>
        ))}
      </ul>
    </Note>
  );
}
