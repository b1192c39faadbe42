"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { UseOutputStore } from "./review-actions";

type Props = {
  dreamId: string;
  proposalSha256: string;
  /** The store that the dream read, and the one that it wrote. */
  store: { id: string; name: string };
  output: { id: string; name: string };
  action: UseOutputStore;
};

/** Another way to end a review: go on with the store that the dream wrote. */
export function UseOutputButton({ dreamId, proposalSha256, store, output, action }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(action);
  const [isOpen, setOpen] = useState(false);
  const press = () =>
    run({ dream_id: dreamId, proposal_sha256: proposalSha256 }, () => {
      setOpen(false);
      toast({ text: `${store.name} is archived. Attach ${output.name} to sessions from now on.` });
      router.push(`/stores/${output.id}`);
    });
  return (
    <>
      <Button size="sm" variant="quiet" onPress={() => setOpen(true)}>
        Use the output store…
      </Button>
      <Dialog
        title="Use the output store as it is?"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isDismissable={!isPending}
      >
        {error && (
          <Note tone="error" className="mb-3">
            {error.message}
          </Note>
        )}
        <p className="text-ink-2">
          The dream wrote its whole proposal into {output.name}. That store goes on as it is, for sessions to attach,
          and {store.name} is archived: it can be read, not written. Archiving cannot be taken back. Nothing is chosen
          change by change, and what waits for a review here counts as adopted.
        </p>
        <DialogActions>
          <Button onPress={() => setOpen(false)} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="danger" isPending={isPending} onPress={press}>
            Use {output.name}, archive {store.name}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
