"use client";

import { DiffView } from "@/components/diff/diff-view";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

type Props = {
  path: string;
  mine: string;
  theirs: string;
  isBusy: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onEditOn: () => void;
};

/** Two texts of one file side by side, and the three ways on. Neither text is lost on any of them. */
export function ConflictView({ path, mine, theirs, isBusy, onKeepMine, onTakeTheirs, onEditOn }: Props) {
  return (
    <section aria-label="Conflict" className="flex flex-col">
      <div className="p-4">
        <Note
          tone="needs"
          title={`Not saved: ${path} changed while you were editing it.`}
          actions={
            <>
              <Button size="sm" variant="primary" isPending={isBusy} onPress={onKeepMine}>
                Keep mine
              </Button>
              <Button size="sm" isDisabled={isBusy} onPress={onTakeTheirs}>
                Take theirs
              </Button>
              <Button size="sm" isDisabled={isBusy} onPress={onEditOn}>
                Edit on
              </Button>
            </>
          }
        >
          Keep mine writes your text over theirs, which stays in the versions. Take theirs puts your text aside, ready
          to come back. Edit on returns to your text, to be saved over theirs.
        </Note>
      </div>
      <div className="grid grid-cols-2 border-y bg-panel text-13 font-medium">
        <h3 className="px-3 py-1.5">Theirs, saved</h3>
        <h3 className="border-l px-3 py-1.5">Mine, not saved</h3>
      </div>
      <DiffView base={theirs} proposed={mine} mode="split" />
    </section>
  );
}
