"use client";

import type { ActionError } from "./action";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Note } from "./note";

/** What became of an action that has no form to say it in. */
export function ErrorDialog({ error, onClose }: { error: ActionError | null; onClose: () => void }) {
  return (
    <Dialog title="It did not work" isOpen={error !== null} onClose={onClose}>
      <Note tone="error">{error?.message}</Note>
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
