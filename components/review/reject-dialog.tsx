"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";

export type RejectDream = Action<{ dream_id: string; reason: string | null }>;

type Props = { dreamId: string; isOpen: boolean; onClose: () => void; reject: RejectDream };

export function RejectDialog({ dreamId, isOpen, onClose, reject }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(reject);
  const [reason, setReason] = useState("");
  return (
    <Dialog title="Reject this proposal?" isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      <Form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          run({ dream_id: dreamId, reason: reason.trim() || null }, () => {
            onClose();
            router.refresh();
            document.getElementById("main")?.focus();
          });
        }}
      >
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">Nothing is written to the store. The proposal stays readable.</p>
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
            Reject proposal
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
