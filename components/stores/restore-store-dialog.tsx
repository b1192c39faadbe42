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
import { plural } from "@/components/ui/number-text";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { RestoreResource } from "@/lib/history/schema";
import { countChanges, RestorePreview } from "./restore-preview";

export type RestoreStore = Action<{ store_id: string; to: string; dry_run: boolean }, RestoreResource>;

type Props = { store: { id: string; name: string }; isOpen: boolean; onClose: () => void; restore: RestoreStore };

/** Brings a whole store back to a moment: first what would change, then the same for good. */
export function RestoreStoreDialog({ store, isOpen, onClose, restore }: Props) {
  const router = useRouter();
  const { run, isPending, error, setError } = useAction(restore);
  const [moment, setMoment] = useState("");
  const [preview, setPreview] = useState<RestoreResource | null>(null);
  const at = endOfSecond(moment);
  const count = preview === null ? 0 : countChanges(preview.summary);
  const reset = () => {
    setPreview(null);
    setError(null);
  };
  const close = () => {
    reset();
    onClose();
  };
  const undo = async (to: string) => {
    const undone = await restore({ store_id: store.id, to, dry_run: false });
    toast({ text: undone.ok ? "The store is as it was before." : undone.error.message });
    router.refresh();
  };
  const apply = (to: string) =>
    run({ store_id: store.id, to, dry_run: false }, ({ versions_written, undo_to }) => {
      close();
      const text = `Restored ${store.name}: ${plural(versions_written, "change")} written`;
      toast(undo_to ? { text, action: { label: "Undo", onPress: () => void undo(undo_to) } } : { text });
      router.refresh();
    });
  const submit = () => {
    if (at === null) return;
    if (preview === null) run({ store_id: store.id, to: at, dry_run: true }, setPreview);
    else if (count > 0) apply(at);
  };
  return (
    <Dialog title={`Restore ${store.name} to a moment`} isOpen={isOpen} onClose={close} isDismissable={!isPending}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">
          Every file becomes what it was then, by new versions; files that were not there are deleted. The history
          stays, so this can be undone.
        </p>
        <MomentField
          label="As it was at (UTC)"
          hint="As the history shows times; what happened in that second counts."
          autoFocus
          value={moment}
          onChange={(value) => {
            setMoment(value);
            reset();
          }}
        />
        <div aria-live="polite">{preview && <RestorePreview preview={preview} />}</div>
        <DialogActions>
          <Button onPress={close} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={preview === null ? "default" : "primary"}
            isPending={isPending}
            isDisabled={at === null || (preview !== null && count === 0)}
          >
            {preview === null || count === 0 ? "Show what would change" : `Apply ${plural(count, "change")}`}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
