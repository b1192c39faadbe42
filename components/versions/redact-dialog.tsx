"use client";

import { useRouter } from "next/navigation";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextLink } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { exactTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { VersionItem } from "./version-item";

export type RedactVersion = Action<{ store_id: string; version_id: string }>;

type Props = {
  storeId: string;
  version: VersionItem;
  /** It is the current text of a file that exists. */
  isHead: boolean;
  isOpen: boolean;
  onClose: () => void;
  redact: RedactVersion;
};

/** Asks before text and path of a version go for good; says why the current version has to stay. */
export function RedactDialog({ storeId, version, isHead, isOpen, onClose, redact }: Props) {
  const router = useRouter();
  const { run, isPending, error, setError } = useAction(redact);
  const close = () => {
    setError(null);
    onClose();
  };
  const act = () =>
    run({ store_id: storeId, version_id: version.id }, () => {
      close();
      toast({ text: `Redacted the version of ${exactTime(version.created_at)}` });
      router.refresh();
    });
  return (
    <Dialog
      title={isHead ? "The current version cannot be redacted" : "Redact this version?"}
      isOpen={isOpen}
      onClose={close}
      isDismissable={!isPending}
    >
      <div className="flex flex-col gap-3">
        {error && <Note tone="error">{error.message}</Note>}
        {isHead ? (
          <p className="text-ink-2">
            It is what agents read now. Save a text without the secret, or delete the file; then this version is an
            older one and can be redacted.
          </p>
        ) : (
          <Consequences version={version} />
        )}
      </div>
      <DialogActions>
        <Button onPress={close} isDisabled={isPending} {...(isHead ? { autoFocus: true } : {})}>
          {isHead ? "Close" : "Cancel"}
        </Button>
        {!isHead && (
          <Button variant="danger" isPending={isPending} onPress={act}>
            Redact version
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Consequences({ version }: { version: VersionItem }) {
  return (
    <>
      <p className="text-ink-2">
        Text and path of the version of {exactTime(version.created_at)} are gone for good: nobody can read, compare or
        restore it again. That it was written, when and by whom stays in the history.
      </p>
      <Note tone="needs" title="Only this version.">
        The same text may still be in other versions, in files that dreams have written, and in transcripts. A{" "}
        <TextLink href="/docs/api/redactions">redaction over the API</TextLink> finds and removes it everywhere.
      </Note>
    </>
  );
}
