"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { bytesText } from "@/components/ui/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import { VisibleText } from "@/components/ui/visible-text";

const CodeEditor = dynamic(() => import("@/components/memories/code-editor"), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-96" />,
});

/** Contract 3.3. */
const CONTENT_BYTES_MAX = 102_400;

/** What is edited. `beside`: lines that have to be put in by hand. */
export type EditTarget = { path: string; text: string; beside: string[] | null };

type Props = { target: EditTarget | null; onClose: () => void; onKeep: (path: string, text: string) => void };

/** The whole text that an adoption shall write, to be changed by hand. */
export function EditDialog({ target, onClose, onKeep }: Props) {
  const [isChanged, setChanged] = useState(false);
  const close = () => {
    setChanged(false);
    onClose();
  };
  return (
    <Dialog
      title={target ? `Edit ${target.path}` : "Edit"}
      size="lg"
      isOpen={target !== null}
      onClose={close}
      isDismissable={!isChanged}
    >
      {target && <EditForm key={target.path} target={target} onClose={close} onKeep={onKeep} onChanged={setChanged} />}
    </Dialog>
  );
}

type FormProps = Props & {
  target: EditTarget;
  /** Told whether closing would lose something. */
  onChanged: (isChanged: boolean) => void;
};

function EditForm({ target, onClose, onKeep, onChanged }: FormProps) {
  const [text, setText] = useState(target.text);
  const bytes = new TextEncoder().encode(text).length;
  const isTooLong = bytes > CONTENT_BYTES_MAX;
  const keep = () => {
    if (isTooLong) return;
    onKeep(target.path, text);
    onClose();
  };
  return (
    <>
      <p className="mb-2 text-13 text-ink-2">
        This text is adopted in place of the proposed one. Nothing is written before you adopt.
      </p>
      {target.beside && (
        <figure className="mb-2 overflow-hidden rounded-md border text-12">
          <figcaption className="border-b bg-needs-soft px-2 py-1">
            The lines it speaks of are no longer there as they were. Put this where it belongs:
          </figcaption>
          <pre className="max-h-40 overflow-y-auto px-2 py-1 font-mono leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
            <VisibleText text={target.beside.join("\n")} />
          </pre>
        </figure>
      )}
      <div className="max-h-[50vh] overflow-y-auto rounded-md border">
        <CodeEditor
          autoFocus
          value={text}
          onSave={keep}
          onChange={(next) => {
            setText(next);
            onChanged(next !== target.text);
          }}
        />
      </div>
      <DialogActions>
        <span className={`mr-auto self-center text-13 ${isTooLong ? "text-removed" : "text-ink-3"}`}>
          {bytesText(bytes)} of {bytesText(CONTENT_BYTES_MAX)}
          {isTooLong && ": too long to write"}
        </span>
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="primary" isDisabled={isTooLong} onPress={keep}>
          Use this text
        </Button>
      </DialogActions>
    </>
  );
}
