"use client";

import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";

export type StoreFields = { name: string; description: string };

type Props = {
  title: string;
  verb: string;
  initial?: StoreFields;
  isOpen: boolean;
  onClose: () => void;
  save: Action<StoreFields, { id: string }>;
  onSaved: (store: { id: string }) => void;
};

const DESCRIPTION_MAX = 1024;

/** Name and description of a store, for a new one and for one that exists. */
export function StoreDialog({ title, verb, initial, isOpen, onClose, save, onSaved }: Props) {
  const { run, isPending, error } = useAction(save);
  const [fields, setFields] = useState(initial ?? { name: "", description: "" });
  const tooLong = fields.description.length > DESCRIPTION_MAX;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run(fields, onSaved);
        }}
      >
        {error && <Note tone="error">{error.message}</Note>}
        <TextField
          label="Name"
          value={fields.name}
          onChange={(name) => setFields({ ...fields, name })}
          maxLength={255}
          isRequired
          autoFocus
          hint="Agents find it under /mnt/memory/ by this name."
        />
        <TextField
          label="Description"
          rows={3}
          value={fields.description}
          onChange={(description) => setFields({ ...fields, description })}
          error={tooLong ? `At most ${DESCRIPTION_MAX} characters; this has ${fields.description.length}.` : null}
          hint="Shown to agents. Say what belongs here and what does not."
        />
        <DialogActions>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={tooLong || !fields.name.trim()}>
            {verb}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
