"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { Snippet } from "@/components/ui/snippet";
import { useAction } from "@/components/ui/use-action";
import { signedCallScript } from "@/lib/core/signed-call-script";

type Props = {
  scheduleId: string;
  /** When the secret was made; null: there is none yet. */
  secretCreatedAt: string | null;
  /** A body that the hook's filter takes. */
  exampleBody: string;
  rotate: Action<{ schedule_id: string }, { secret: string }>;
};

/** The address that other tools call, and the secret that signs their calls. */
export function HookPanel({ scheduleId, secretCreatedAt, exampleBody, rotate }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(rotate);
  const [isAsking, setIsAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const make = () =>
    run({ schedule_id: scheduleId }, (made) => {
      setIsAsking(false);
      setSecret(made.secret);
      router.refresh();
    });
  return (
    <div className="flex flex-wrap items-center gap-3 text-13">
      <code className="font-mono text-12 [overflow-wrap:anywhere]">POST /v1/dream_schedules/{scheduleId}/hook</code>
      <span className="text-ink-2">
        {secretCreatedAt === null ? "No secret yet: no call is taken." : "Secret made "}
        {secretCreatedAt !== null && <RelativeTime at={secretCreatedAt} />}
      </span>
      <Button size="sm" isPending={isPending} onPress={() => (secretCreatedAt === null ? make() : setIsAsking(true))}>
        {secretCreatedAt === null ? "Make the secret" : "Make a new secret"}
      </Button>
      {error && !isAsking && <Note tone="error">{error.message}</Note>}
      <Dialog
        title="Make a new secret?"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        isDismissable={!isPending}
      >
        <p className="text-13 text-ink-2">Calls that are signed with the secret of now are refused from then on.</p>
        {error && <Note tone="error">{error.message}</Note>}
        <DialogActions>
          <Button onPress={() => setIsAsking(false)} isDisabled={isPending}>
            Keep the secret
          </Button>
          <Button variant="primary" isPending={isPending} onPress={make}>
            Make a new secret
          </Button>
        </DialogActions>
      </Dialog>
      <SecretDialog
        secret={secret}
        url={`$REVERIE_URL/v1/dream_schedules/${scheduleId}/hook`}
        exampleBody={exampleBody}
        onClose={() => setSecret(null)}
      />
    </div>
  );
}

type SecretProps = { secret: string | null; url: string; exampleBody: string; onClose: () => void };

/** The only time that the secret is shown. */
function SecretDialog({ secret, url, exampleBody, onClose }: SecretProps) {
  return (
    <Dialog title="The hook's secret" size="md" isOpen={secret !== null} onClose={onClose} isDismissable={false}>
      <div className="flex flex-col gap-3">
        <Note tone="needs" title="It is shown this once.">
          Give it to the tool that calls, as the secret of a Standard Webhooks endpoint. If it gets lost, make a new
          one.
        </Note>
        <Snippet label="Secret" code={secret ?? ""} className="break-all whitespace-pre-wrap" />
        <Snippet label="Try it: REVERIE_HOOK_SECRET holds the secret" code={signedCallScript(url, exampleBody)} />
      </div>
      <DialogActions>
        <Button variant="primary" onPress={onClose}>
          I have kept it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
