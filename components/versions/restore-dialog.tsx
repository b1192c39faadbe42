"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useGo } from "@/components/ui/leave-guard";
import { Note } from "@/components/ui/note";
import { exactTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { RestoreTarget } from "./restore-target";

export type RestoreMemory = Action<
  { store_id: string; memory_id: string; to: string },
  { memory_id: string; is_changed: boolean }
>;

type Props = { target: RestoreTarget; isOpen: boolean; onClose: () => void; restore: RestoreMemory };

/** Asks before an older text becomes the current one, and says what that does. */
export function RestoreDialog({ target, isOpen, onClose, restore }: Props) {
  const router = useRouter();
  const go = useGo();
  const { run, isPending, error, setError } = useAction(restore);
  const { storeId, memoryId, to } = target;
  const isDeleted = target.currentPath === null;
  const close = () => {
    setError(null);
    onClose();
  };
  const act = () =>
    run({ store_id: storeId, memory_id: memoryId, to }, (done) => {
      close();
      toast({ text: done.is_changed ? doneText(target) : "The file is like this already: nothing was written." });
      go(`/stores/${storeId}/files/${done.memory_id}`);
      router.refresh();
    });
  return (
    <Dialog
      title={isDeleted ? "Restore this file?" : "Restore this version?"}
      isOpen={isOpen}
      onClose={close}
      isDismissable={!isPending}
    >
      <div className="flex flex-col gap-3">
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">{isDeleted ? <ComesBack target={target} /> : <IsWritten target={target} />}</p>
      </div>
      <DialogActions>
        <Button onPress={close} isDisabled={isPending}>
          Cancel
        </Button>
        <Button variant="primary" autoFocus isPending={isPending} onPress={act}>
          {isDeleted ? "Restore file" : "Restore version"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function doneText({ path, at, currentPath }: RestoreTarget): string {
  if (currentPath === null) return `Restored ${path ?? "the file"}`;
  return `Restored the version of ${exactTime(at)}`;
}

function IsWritten({ target: { at, path, currentPath } }: { target: RestoreTarget }) {
  return (
    <>
      The text of {exactTime(at)} is written again as a new version, by you. The versions since then stay in the history
      {path !== null && path !== currentPath ? (
        <>
          . The file moves back from <Path>{currentPath}</Path> to <Path>{path}</Path>.
        </>
      ) : (
        ", so this can be undone in the same way."
      )}
    </>
  );
}

function ComesBack({ target: { path } }: { target: RestoreTarget }) {
  return (
    <>
      The file comes back{path !== null && <> at {<Path>{path}</Path>}</>} as a new file with a new id, written by you.
      The versions of the deleted one stay in the history.
    </>
  );
}

function Path({ children }: { children: ReactNode }) {
  return <span className="font-mono text-13 text-ink [overflow-wrap:anywhere]">{children}</span>;
}
