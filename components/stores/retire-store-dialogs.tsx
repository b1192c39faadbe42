"use client";

import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";

type Common = { store: { id: string; name: string }; isOpen: boolean; onClose: () => void; onDone: () => void };

export function ArchiveStoreDialog({ archive, ...props }: Common & { archive: Action<{ store_id: string }> }) {
  const { run, isPending, error } = useAction(archive);
  return (
    <Dialog title={`Archive ${props.store.name}?`} isOpen={props.isOpen} onClose={props.onClose}>
      {error && <Note tone="error">{error.message}</Note>}
      <p className="text-ink-2">
        It leaves the list and takes no more writes, new sessions or dreams. Everything in it stays readable. There is
        no way back.
      </p>
      <DialogActions>
        <Button onPress={props.onClose}>Cancel</Button>
        <Button variant="danger" isPending={isPending} onPress={() => run({ store_id: props.store.id }, props.onDone)}>
          Archive store
        </Button>
      </DialogActions>
    </Dialog>
  );
}

export function DeleteStoreDialog({ remove, ...props }: Common & { remove: Action<{ store_id: string }> }) {
  const { run, isPending, error } = useAction(remove);
  const [typed, setTyped] = useState("");
  return (
    <Dialog title={`Delete ${props.store.name}?`} isOpen={props.isOpen} onClose={props.onClose}>
      <div className="flex flex-col gap-3">
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">
          All files and all their versions go for good. To only hide the store, archive it instead.
        </p>
        <TextField label={`Type the name to delete it: ${props.store.name}`} value={typed} onChange={setTyped} />
      </div>
      <DialogActions>
        <Button onPress={props.onClose}>Cancel</Button>
        <Button
          variant="danger"
          isPending={isPending}
          isDisabled={typed !== props.store.name}
          onPress={() => run({ store_id: props.store.id }, props.onDone)}
        >
          Delete store
        </Button>
      </DialogActions>
    </Dialog>
  );
}
