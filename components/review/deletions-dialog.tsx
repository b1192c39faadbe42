"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { plural } from "@/components/ui/number-text";

type Props = {
  isOpen: boolean;
  /** Files that would go. */
  removed: string[];
  /** Why it has to be confirmed. */
  reason: string;
  verb: string;
  isPending: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

/** Asks once more before much of a store goes. */
export function DeletionsDialog({ isOpen, removed, reason, verb, isPending, onClose, onConfirm }: Props) {
  return (
    <Dialog title="Much of the store would go" isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      {removed.length > 0 && (
        <>
          <h3 className="text-13 font-medium">{plural(removed.length, "file")} would be removed</h3>
          <ul
            aria-label="Files that would be removed"
            className="my-2 max-h-60 overflow-y-auto rounded-md border px-3 py-1.5 font-mono text-13"
          >
            {removed.map((path) => (
              <li key={path} className="[overflow-wrap:anywhere]">
                {path}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="text-ink-2">{reason} The versions keep what was there, and the adoption can be undone.</p>
      <DialogActions>
        <Button onPress={onClose} isDisabled={isPending}>
          Cancel
        </Button>
        <Button variant="danger" isPending={isPending} onPress={onConfirm}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
