"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { endOfSecond } from "@/components/ui/moment";
import { MomentField } from "@/components/ui/moment-field";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";

export type ForkStore = Action<{ store_id: string; name: string; at: string | null }, { id: string }>;

type Props = { store: { id: string; name: string }; isOpen: boolean; onClose: () => void; fork: ForkStore };

/** A new store with the files of this one, as they are or as they were. */
export function ForkDialog({ store, isOpen, onClose, fork }: Props) {
  const router = useRouter();
  const { run, isPending, error, setError } = useAction(fork);
  const [name, setName] = useState(`${store.name} (fork)`);
  const [moment, setMoment] = useState("");
  const close = () => {
    setError(null);
    onClose();
  };
  const act = () =>
    run({ store_id: store.id, name, at: endOfSecond(moment) }, (made) => {
      close();
      toast({ text: `Forked ${store.name}` });
      router.push(`/stores/${made.id}`);
    });
  return (
    <Dialog title={`Fork ${store.name}`} isOpen={isOpen} onClose={close} isDismissable={!isPending}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">
          A new store with the same files and description. Its history begins with the fork; this store stays as it is.
        </p>
        <TextField label="Name" value={name} onChange={setName} maxLength={255} isRequired autoFocus />
        <MomentField
          label="As it was at (UTC, optional)"
          hint="Left empty: as it is now."
          value={moment}
          onChange={setMoment}
        />
        <DialogActions>
          <Button onPress={close} isDisabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={!name.trim()}>
            Fork store
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
