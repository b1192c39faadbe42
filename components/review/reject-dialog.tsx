"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { RejectDream } from "./review-actions";

type Props = {
  dreamId: string;
  /** Null: closed. Empty: the whole proposal. */
  hunks: string[] | null;
  onClose: () => void;
  onDone: () => void;
  reject: RejectDream;
};

/** Turns down some changes, or all, and may say why. */
export function RejectDialog({ dreamId, hunks, onClose, onDone, reject }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(reject);
  const [reason, setReason] = useState("");
  const isAll = hunks === null || hunks.length === 0;
  const what = isAll ? "this proposal" : plural(hunks.length, "change");
  return (
    <Dialog title={`Reject ${what}?`} isOpen={hunks !== null} onClose={onClose} isDismissable={!isPending}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run({ dream_id: dreamId, reason: reason.trim() || null, ...(isAll ? {} : { hunks }) }, () => {
            onClose();
            onDone();
            router.refresh();
            document.getElementById("main")?.focus();
          });
        }}
      >
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">
          Nothing is written to the store.{" "}
          {isAll ? "The proposal stays readable. " : "The other changes go on waiting. "}
          What was found is not proposed again for this store without new evidence; the store's settings list what was
          rejected, and take it back.
        </p>
        <TextField
          label="Reason (optional)"
          rows={3}
          value={reason}
          onChange={setReason}
          autoFocus
          hint="Kept with the dream, for whoever looks at it later."
        />
        <DialogActions>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="danger" isPending={isPending}>
            {isAll ? "Reject proposal" : `Reject ${what}`}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
