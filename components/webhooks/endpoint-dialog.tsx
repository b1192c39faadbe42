"use client";

import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { WebhookSubscription } from "@/lib/webhooks/schema";
import { chosenTypes, toSubscriptions } from "./event-choice";
import { EventPicker } from "./event-picker";

export type EndpointFields = { url: string; description: string; events: WebhookSubscription[] };

type Props<Saved> = {
  title: string;
  verb: string;
  initial?: { url: string; description: string; events: string[] };
  isOpen: boolean;
  onClose: () => void;
  save: Action<EndpointFields, Saved>;
  onSaved: (saved: Saved) => void;
};

/** Address, events and description of an endpoint, for a new one and for one that exists. */
export function EndpointDialog<Saved>({ title, verb, isOpen, onClose, ...props }: Props<Saved>) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="md">
      <EndpointForm verb={verb} onClose={onClose} {...props} />
    </Dialog>
  );
}

/** Mounted with the dialog, so that it begins with what is saved each time. */
function EndpointForm<Saved>(props: Omit<Props<Saved>, "title" | "isOpen">) {
  const { run, isPending, error } = useAction(props.save);
  const [url, setUrl] = useState(props.initial?.url ?? "");
  const [description, setDescription] = useState(props.initial?.description ?? "");
  const [chosen, setChosen] = useState(() => chosenTypes(props.initial?.events ?? ["reverie.proposal.*"]));
  return (
    <Form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        run({ url: url.trim(), description, events: toSubscriptions(chosen) }, props.onSaved);
      }}
    >
      {error && <Note tone="error">{error.message}</Note>}
      <TextField
        label="Address"
        mono
        value={url}
        onChange={setUrl}
        maxLength={2_048}
        isRequired
        autoFocus
        hint="https or http. Events are posted there as JSON; redirects are not followed."
      />
      <TextField
        label="Description"
        value={description}
        onChange={setDescription}
        maxLength={1_024}
        hint="For people: who listens there."
      />
      <EventPicker
        chosen={chosen}
        onChange={setChosen}
        error={chosen.size === 0 ? "Choose at least one event." : null}
      />
      <DialogActions>
        <Button onPress={props.onClose} isDisabled={isPending}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={chosen.size === 0 || !url.trim()}>
          {props.verb}
        </Button>
      </DialogActions>
    </Form>
  );
}
