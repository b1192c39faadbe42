"use client";

import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { useAction } from "@/components/ui/use-action";

type Common = { isOpen: boolean; onClose: () => void };
type Rotate = Common & { rotate: Action<null, { secret: string }>; onRotated: (rotated: { secret: string }) => void };

export function RotateSecretDialog({ isOpen, onClose, rotate, onRotated }: Rotate) {
  const { run, isPending, error } = useAction(rotate);
  return (
    <Dialog title="Rotate the secret?" isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      {error && <Note tone="error">{error.message}</Note>}
      <p className="text-ink-2">
        The receiver has 24 hours to go over to the new one: until then every request is signed with both. If the secret
        was rotated within the last day, the one before that ends now.
      </p>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isPending={isPending} onPress={() => run(null, onRotated)}>
          Rotate secret
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type Remove = Common & { remove: Action<null>; onRemoved: () => void };

export function DeleteEndpointDialog({ isOpen, onClose, remove, onRemoved }: Remove) {
  const { run, isPending, error } = useAction(remove);
  return (
    <Dialog title="Delete this endpoint?" isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      {error && <Note tone="error">{error.message}</Note>}
      <p className="text-ink-2">
        Nothing is sent there any more, and its deliveries go with it. To stop for a while, disable it instead.
      </p>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="danger" isPending={isPending} onPress={() => run(null, onRemoved)}>
          Delete endpoint
        </Button>
      </DialogActions>
    </Dialog>
  );
}
