"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";

type Props = { pending: (() => void) | null; stay: () => void };

export function LeaveDialog({ pending, stay }: Props) {
  return (
    <Dialog title="Leave without saving?" isOpen={pending !== null} onClose={stay}>
      <p className="text-ink-2">
        Your text is not saved. A draft of it stays in this browser tab and is offered when you edit this file again.
      </p>
      <DialogActions>
        <Button
          onPress={() => {
            stay();
            pending?.();
          }}
        >
          Leave
        </Button>
        <Button variant="primary" autoFocus onPress={stay}>
          Keep editing
        </Button>
      </DialogActions>
    </Dialog>
  );
}
